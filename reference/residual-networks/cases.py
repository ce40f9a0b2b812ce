"""Hidden cases: blocks on symbolic inputs and on tensors with values, and a network of another size.

`optional` arguments are passed where a function has such a parameter: editions differ in them.
"""

import numpy as np

from grader.packs import Call

# f, filters, input shape (n_H, n_W, n_C)
IDENTITY = [(3, [4, 2, 5], (6, 5, 5)), (2, [3, 4, 2], (4, 7, 2))]
IDENTITY_EAGER = [(5, [2, 3, 3], (5, 4, 3)), (1, [3, 2, 4], (3, 4, 4))]
# The same with the stride s.
CONVOLUTIONAL = [(3, [4, 2, 5], (7, 6, 3), 2), (2, [2, 3, 4], (9, 7, 4), 3)]
CONVOLUTIONAL_EAGER = [(2, [3, 4, 6], (5, 4, 2), 1), (5, [2, 4, 3], (6, 7, 3), 2)]
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


def cases(random):
    """Yield every hidden case."""
    for name, kwargs, shape in blocks(IDENTITY, CONVOLUTIONAL):
        seed = int(random.randint(2**31))
        x = images(random, 3, *shape)
        symbolic = ({"$input": list(shape)},)
        for mode in ("inference", "training"):
            probe = {"want": [mode], "x": x, "seed": seed, "optional": optional(training=mode == "training")}
            yield Call(name, mode, symbolic, kwargs, probe)
    for name, kwargs, shape in blocks(IDENTITY[:1], CONVOLUTIONAL[:1]):
        given = optional(training=False, initializer={"$constant": 1})
        yield Call(
            name, "initializer", ({"$input": list(shape)},), kwargs, {"want": ["graph"], "optional": given}
        )
    for number, (name, kwargs, shape) in enumerate(blocks(IDENTITY_EAGER, CONVOLUTIONAL_EAGER)):
        training = bool(number % 2)
        given = optional(training=training, initializer={"$filled": INITIALIZER_SEED})
        probe = {"eager": True, "training": training, "optional": given}
        yield Call(name, "eager", ({"$tensor": images(random, 2, *shape)},), kwargs, probe)
    yield Call(
        "ResNet50",
        "other_shape",
        (),
        {"input_shape": (64, 128, 3), "classes": 4},  # even sides before the pooling: padding changes nothing
        {"want": ["graph", "training"], "x": images(random, 1, 64, 128, 3), "seed": 5},
    )
