"""Hidden cases: other strides, paddings and sizes, single precision, and blocks with every weight set by rule."""

import numpy as np

from grader.packs import Call

# Shape of A_prev, f, stride, pad
STRIDES = [((2, 7, 5, 3), 3, 2, 0), ((1, 9, 6, 2), 2, 3, 0), ((3, 6, 8, 2), 3, 3, 1)]
PADS = [((2, 4, 6, 3), 3, 1, 1), ((1, 5, 3, 4), 2, 1, 2), ((2, 3, 4, 1), 5, 2, 3)]
SIZES = [((2, 5, 4, 3), 1, 1, 0), ((4, 4, 7, 1), 4, 1, 0), ((1, 3, 9, 5), 3, 1, 0)]
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


def cases(random):
    """Yield every hidden case."""
    for group, settings in (("strides", STRIDES), ("pads", PADS), ("sizes", SIZES)):
        for setting in settings:
            yield Call("depthwise_conv_forward", group, depthwise(random, *setting))
    yield Call("depthwise_conv_forward", "sizes", depthwise(random, (2, 5, 6, 3), 3, 1, 0, np.float32))
    for shape, channels in MIXES:
        yield Call("pointwise_conv_forward", "mixes", pointwise(random, shape, channels))
    yield Call("pointwise_conv_forward", "mixes", pointwise(random, (3, 2, 4, 3), 2, np.float32))
    between = {"between": pointwise(random, (2, 4, 3, 3), 2)}
    yield Call("pointwise_conv_forward", "mixes", pointwise(random, (2, 4, 3, 3), 2), probe=between)
    for shape, filters, s in (((9, 12, 3), 5, 1), ((8, 11, 4), 6, 2)):
        x = (6 * random.randn(2, *shape)).astype(np.float32)
        for mode in ("inference", "training"):
            probe = {"want": [mode], "x": x, "seed": int(random.randint(2**31))}
            yield Call("mobilenet_block", mode, ({"$input": list(shape)}, filters), {"s": s}, probe)
