"""Hidden cases: blocks on symbolic inputs and on tensors with values, and a network of another size.

`optional` arguments are passed where a function has such a parameter: editions differ in them.
"""

import numpy as np

from grader.packs import Call

# f, filters, input shape (n_H, n_W, n_C)
IDENTITY = [(3, [4, 2, 5], (6, 5, 5)), (2, [3, 4, 2], (4, 7, 2))]
# Each as often as there are modes and initializers to try: the last has the block's own default.
IDENTITY_EAGER = [(5, [2, 3, 3], (5, 4, 3)), (1, [3, 2, 4], (3, 4, 4)), (3, [3, 2, 4], (3, 4, 4))]
# Where a block is called twice in one model. Layers that are known by their sizes would be one layer there.
TWICE_IDENTITY = [(3, [5, 5, 5], (6, 5, 5))]
# The same with the stride s.
CONVOLUTIONAL = [(3, [4, 2, 5], (7, 6, 3), 2), (2, [2, 3, 4], (9, 7, 4), 3)]
CONVOLUTIONAL_EAGER = [
    (2, [3, 4, 6], (5, 4, 2), 1),
    (5, [2, 4, 3], (6, 7, 3), 2),
    (3, [2, 3, 4], (5, 4, 3), 2),
]
TWICE_CONVOLUTIONAL = [(3, [5, 5, 5], (6, 7, 5), 1)]
# In the first editions the mode is an argument, if anything; in the last it is set from outside.
TOLD, FROM_OUTSIDE = ("2017", "2018", "2021"), ("2022",)
INITIALIZER_SEED = 11


def images(random, *shape):
    """Return a float32 batch with values well below and above zero."""
    return (3 * random.randn(*shape)).astype(np.float32)


def optional(*, training, **more):
    """Return arguments that some editions' functions take."""
    return {"training": training, "stage": 2, "block": "b", **more}


def blocks(identity, convolutional):
    """Yield each block's name with keyword arguments and the shape of its input."""
    for f, filters, shape in identity:
        yield "identity_block", {"f": f, "filters": filters}, shape
    for f, filters, shape, s in convolutional:
        yield "convolutional_block", {"f": f, "filters": filters, "s": s}, shape


def eager(name, x, kwargs, own, *, training):
    """Yield a call on a tensor with values, in a mode; an edition that sets it from outside does just that."""
    probe = {"eager": True, "training": training, "optional": optional(training=training, **own)}
    arguments = ({"$tensor": x},)
    yield Call(name, "eager", arguments, kwargs, probe, TOLD)
    yield Call(name, "eager", arguments, kwargs, {**probe, "phase": True}, FROM_OUTSIDE)


def cases(random):
    """Yield every hidden case."""
    for name, kwargs, shape in blocks(IDENTITY, CONVOLUTIONAL):
        seed = int(random.randint(2**31))
        x = images(random, 3, *shape)
        symbolic = ({"$input": list(shape)},)
        for mode in ("inference", "training"):
            probe = {"want": [mode], "x": x, "seed": seed, "optional": optional(training=mode == "training")}
            yield Call(name, mode, symbolic, kwargs, probe)
    for name, kwargs, shape in blocks(TWICE_IDENTITY, TWICE_CONVOLUTIONAL):
        given = optional(training=False, initializer={"$constant": 1})
        probe = {"want": ["graph"], "optional": given, "twice": {"stage": 3, "block": "c"}}
        yield Call(name, "twice", ({"$input": list(shape)},), kwargs, probe)
    for number, (name, kwargs, shape) in enumerate(blocks(IDENTITY_EAGER, CONVOLUTIONAL_EAGER)):
        own = {} if number % 3 == 2 else {"initializer": {"$filled": INITIALIZER_SEED}}
        yield from eager(name, images(random, 2, *shape), kwargs, own, training=bool(number % 3))
    yield Call(
        "ResNet50",
        "other_shape",
        (),
        {"input_shape": (64, 128, 3), "classes": 4},  # even sides before the pooling: padding changes nothing
        {"want": ["graph", "training"], "x": images(random, 1, 64, 128, 3), "seed": 5},
    )
