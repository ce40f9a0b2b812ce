"""Hidden cases: other strides, paddings and sizes, single precision, and blocks with every weight set by rule."""

import numpy as np

from grader.packs import Call

# Shape of A_prev, f, stride, pad
STRIDES = [((2, 7, 5, 3), 3, 2, 0), ((1, 9, 6, 2), 2, 3, 0), ((3, 6, 8, 2), 3, 3, 1)]
PADS = [((2, 4, 6, 3), 3, 1, 1), ((1, 5, 3, 4), 2, 1, 3), ((2, 3, 4, 1), 5, 2, 2)]
SIZES = [((2, 5, 4, 3), 1, 1, 0), ((4, 4, 7, 1), 4, 1, 0), ((1, 3, 9, 5), 3, 1, 0), ((2, 3, 2, 2), 1, 2, 1)]
# Far from zero, products have one sign: single precision is precise enough there.
FAR = 1000.0
# Shape of A_prev, number of channels that come out
MIXES = [((2, 3, 5, 4), 6), ((1, 6, 2, 3), 1), ((4, 1, 3, 1), 5)]


def depthwise(random, shape, f, stride, pad, dtype=np.float64):
    """Return the arguments of one call."""
    drawn = (random.randn(*size).astype(dtype) for size in (shape, (f, f, shape[3]), (1, 1, 1, shape[3])))
    return (*drawn, {"stride": stride, "pad": pad})


def pointwise(random, shape, channels, dtype=np.float64):
    """Return the arguments of one call."""
    sizes = (shape, (shape[3], channels), (1, 1, 1, channels))
    return tuple(random.randn(*size).astype(dtype) for size in sizes)


def signs(args, sign):
    """Return arguments whose images are far below zero, or zero in places and else far above."""
    A_prev, W, *rest = args
    return (FAR * sign * np.abs(A_prev) if sign < 0 else FAR * np.maximum(A_prev, 0), np.abs(W), *rest)


def again(random, function, group, make, *sizes):
    """Yield calls between two others: with the same sizes and other values, and with the same images."""
    first, between = make(random, *sizes), make(random, *sizes)
    for others in (between, (first[0], *between[1:])):
        yield Call(function, group, first, probe={"between": others})


def cases(random):
    """Yield every hidden case."""
    for group, settings in (("strides", STRIDES), ("pads", PADS), ("sizes", SIZES)):
        for setting in settings:
            yield Call("depthwise_conv_forward", group, depthwise(random, *setting))
    yield Call("depthwise_conv_forward", "sizes", depthwise(random, (2, 5, 6, 3), 3, 1, 0, np.float32))
    for shape, channels in MIXES:
        yield Call("pointwise_conv_forward", "mixes", pointwise(random, shape, channels))
    yield Call("pointwise_conv_forward", "mixes", pointwise(random, (3, 2, 4, 3), 2, np.float32))
    yield from again(random, "pointwise_conv_forward", "mixes", pointwise, (2, 4, 3, 3), 2)
    yield from again(random, "depthwise_conv_forward", "sizes", depthwise, (1, 4, 3, 2), 2, 1, 1)
    for sign in (-1, 1):
        args = depthwise(random, (2, 5, 4, 2), 3, 1, 1)
        yield Call("depthwise_conv_forward", "sizes", signs(args, sign))
        args = pointwise(random, (2, 3, 4, 2), 3)
        yield Call("pointwise_conv_forward", "mixes", signs(args, sign))
    black = np.zeros((1, 2, 3, 2))
    yield Call("pointwise_conv_forward", "mixes", (black, *args[1:]))
    for shape, filters, s in (((9, 12, 3), 5, 1), ((8, 11, 4), 6, 2)):
        x = (6 * random.randn(2, *shape)).astype(np.float32)
        for mode in ("inference", "training"):
            probe = {"want": [mode], "x": x, "seed": int(random.randint(2**31))}
            yield Call("mobilenet_block", mode, ({"$input": list(shape)}, filters), {"s": s}, probe)
    probe = {"want": ["graph"], "twice": {}}
    yield Call("mobilenet_block", "twice", ({"$input": [6, 9, 5]}, 5), {"s": 1}, probe)
