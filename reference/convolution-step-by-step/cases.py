"""Hidden cases: sizes chosen so that no shortcut survives, values drawn from a seed.

`tests/packs/test_case_laws.py` lists what has to occur. Sizes are small: a student's four nested loops take a few
milliseconds for each case. Where a maximum decides, no window has two of them: which one counts is a matter of taste.
"""

import numpy as np

from grader.packs import Call

# m, n_H_prev, n_W_prev, n_C_prev, f, n_C, stride, pad
STRIDES = [
    (2, 4, 9, 3, 3, 2, 1, 0),
    (3, 9, 5, 2, 3, 2, 2, 0),
    (1, 7, 9, 2, 2, 3, 3, 0),
]
PADDING = [
    (2, 4, 3, 2, 3, 2, 1, 1),
    (2, 5, 6, 3, 3, 2, 2, 1),
    (3, 3, 5, 2, 2, 2, 3, 2),
    (1, 4, 6, 1, 4, 2, 3, 3),
    (2, 2, 5, 2, 2, 2, 2, 3),
]
FILTERS = [
    (2, 3, 2, 4, 1, 3, 1, 0),
    (2, 5, 7, 2, 5, 3, 1, 0),
    (4, 5, 4, 1, 2, 1, 1, 0),
    (2, 4, 7, 5, 4, 2, 2, 1),
    (1, 3, 6, 2, 5, 2, 3, 2),
    (2, 3, 4, 2, 1, 2, 2, 1),
]
MANY_FILTERS = (1, 3, 2, 2, 1, 5, 1, 0)
# Where every input is negative, and where many are zero, as behind a ReLU.
NEGATIVE, NEGATIVE_SLICE, RECTIFIED = FILTERS[2], (3, 4), STRIDES[2]
# The course's own solution slices [pad:-pad] and so can't do without padding.
GRADIENTS = [
    (2, 4, 3, 2, 3, 2, 1, 1),
    (2, 4, 6, 3, 2, 2, 2, 1),
    (2, 3, 5, 2, 3, 4, 3, 2),
    (1, 6, 4, 1, 4, 2, 3, 3),
    (2, 4, 5, 2, 5, 2, 2, 3),
    (4, 3, 4, 3, 1, 1, 2, 2),
    (2, 1, 2, 2, 3, 1, 1, 3),
]
NEGATIVE_GRADIENT, RECTIFIED_GRADIENT = GRADIENTS[1], GRADIENTS[3]
WITHOUT_PADDING = [(2, 3, 4, 2, 2, 2, 1, 0), (1, 4, 3, 2, 3, 1, 2, 0)]
# The edition whose text warns of that slice; elsewhere a public case leads to a remark.
DEMAND_PAD_0 = ("2026",)
# m, n_H_prev, n_W_prev, n_C, f, stride
POOLS = [
    (2, 3, 4, 4, 2, 1),
    (3, 8, 5, 2, 3, 2),
    (2, 7, 10, 2, 4, 3),
    (1, 5, 7, 3, 5, 1),
    (2, 6, 4, 1, 1, 2),
]
WITHOUT_MODE, NEGATIVE_POOL = POOLS[0], POOLS[1]
RECTIFIED_POOL = (2, 5, 6, 2, 3, 2)
# Where values are far from zero. Products have one sign there, so that single precision is precise enough.
FAR, VERY_FAR = 1000.0, 1e6
# Sizes for which a function is called three times.
REPEATED, REPEATED_POOL = (1, 3, 4, 2, 2, 2, 1, 1), (1, 3, 4, 2, 2, 1)


def distinct(random, *shape):
    """Return an array of normal size in which no two values are equal."""
    size = int(np.prod(shape))
    return ((random.permutation(size) + random.uniform(0.1, 0.9, size)) * (4 / size) - 2).reshape(shape)


def rectified(array):
    """Return an array with zeros for its negative values, as behind a ReLU."""
    return np.maximum(array, 0)


def without_ties(random, size, dtype=np.float64):
    """Return a rectified array for a pooling, in which no window has two maxima: at least one value is positive."""
    m, n_H_prev, n_W_prev, n_C, f, stride = size
    while True:
        array = rectified(distinct(random, m, n_H_prev, n_W_prev, n_C)).astype(dtype)
        windows = np.lib.stride_tricks.sliding_window_view(array, (f, f), axis=(1, 2))[:, ::stride, ::stride]
        if windows.max(axis=(4, 5)).all():
            return array


def repeated(function, group, first, between, **kwargs):
    """Return a call between two others of the same sizes: nothing may be kept, and its result is its own."""
    return Call(function, group, first, kwargs, {"between": between})


def convolution(random, size, dtype=np.float64):
    """Return A_prev, W, b and hparameters of one size."""
    m, n_H_prev, n_W_prev, n_C_prev, f, n_C, stride, pad = size
    arrays = (
        random.randn(m, n_H_prev, n_W_prev, n_C_prev),
        random.randn(f, f, n_C_prev, n_C),
        random.randn(1, 1, 1, n_C),
    )
    return (*(array.astype(dtype) for array in arrays), {"stride": stride, "pad": pad})


def output_size(n_prev, f, stride, pad=0):
    """Return how many windows fit along one axis."""
    return (n_prev + 2 * pad - f) // stride + 1


def gradient(random, size, dtype=np.float64):
    """Return dZ and the cache of a convolution of one size."""
    A_prev, W, b, hparameters = convolution(random, size, dtype)
    m, n_H_prev, n_W_prev, _, f, n_C, stride, pad = size
    n_H, n_W = output_size(n_H_prev, f, stride, pad), output_size(n_W_prev, f, stride, pad)
    return random.randn(m, n_H, n_W, n_C).astype(dtype), (A_prev, W, b, hparameters)


def pooling(random, size, dtype=np.float64):
    """Return A_prev and hparameters of one size."""
    m, n_H_prev, n_W_prev, n_C, f, stride = size
    return distinct(random, m, n_H_prev, n_W_prev, n_C).astype(dtype), {"f": f, "stride": stride}


def pooling_gradient(random, size, dtype=np.float64):
    """Return dA and the cache of a pooling of one size."""
    A_prev, hparameters = pooling(random, size, dtype)
    m, n_H_prev, n_W_prev, n_C, f, stride = size
    n_H, n_W = output_size(n_H_prev, f, stride), output_size(n_W_prev, f, stride)
    return random.randn(m, n_H, n_W, n_C).astype(dtype), (A_prev, hparameters)


def cases(random):
    """Yield every hidden call; `random` is a NumPy RandomState."""
    yield from padding_cases(random)
    yield from step_cases(random)
    yield from convolution_cases(random)
    yield from pooling_cases(random)
    yield from window_cases(random)
    yield from cases_again(random)
    yield from unusual_cases(random)


def padding_cases(random):
    """Yield calls of zero_pad: pads 0 to 3, unequal sides, one and several channels."""
    for shape, pad in [
        ((2, 3, 5, 4), 1),
        ((3, 4, 2, 1), 2),
        ((2, 5, 4, 3), 0),
        ((1, 1, 6, 2), 2),
    ]:
        yield Call("zero_pad", "pads", (random.randn(*shape), pad))
    yield Call("zero_pad", "pads", (FAR * (-1 - random.uniform(size=(2, 3, 2, 2))), 3))
    yield Call("zero_pad", "pads", (FAR * rectified(random.randn(2, 4, 3, 2)), 2))
    yield repeated("zero_pad", "pads", (random.randn(2, 3, 4, 2), 2), (random.randn(2, 3, 4, 2), 2))
    yield Call("zero_pad", "float32", (random.randn(2, 3, 4, 2).astype(np.float32), 2))


def step(random, f, n_C_prev, bias):
    """Return a slice, a filter and a bias."""
    return random.randn(f, f, n_C_prev), random.randn(f, f, n_C_prev), np.full((1, 1, 1), bias)


def step_cases(random):
    """Yield calls of conv_single_step: filters of 1 to 5, one and several channels, biases of both signs."""
    for f, n_C_prev, bias in [(1, 3, 1.5), (2, 1, -2.0), (3, 4, -0.75), (5, 2, -0.5), (4, 3, 3.25)]:
        a_slice_prev, W, b = step(random, f, n_C_prev, bias)
        if (f, n_C_prev) == NEGATIVE_SLICE:
            a_slice_prev, W = -FAR * np.abs(a_slice_prev), np.abs(W)
        yield Call("conv_single_step", "values", (a_slice_prev, W, b))
    a_slice_prev, W, b = step(random, 3, 2, 0.625)
    yield Call("conv_single_step", "values", (FAR * rectified(a_slice_prev), np.abs(W), b))
    yield Call("conv_single_step", "values", (0 * a_slice_prev, W, b))
    yield repeated("conv_single_step", "values", step(random, 2, 3, -1.25), step(random, 2, 3, 0.375))
    arrays = random.randn(3, 3, 2), random.randn(3, 3, 2), random.randn(1, 1, 1)
    yield Call("conv_single_step", "float32", tuple(array.astype(np.float32) for array in arrays))


def convolution_cases(random):
    """Yield calls of conv_forward and conv_backward."""
    for group, sizes in [("strides", STRIDES), ("padding", PADDING), ("filters", FILTERS)]:
        for size in sizes:
            A_prev, W, *rest = convolution(random, size)
            if size == NEGATIVE:
                A_prev, W = -FAR * np.abs(A_prev), np.abs(W)
            elif size == RECTIFIED:
                A_prev, W = FAR * rectified(A_prev), np.abs(W)
            yield Call("conv_forward", group, (A_prev, W, *rest))
    first, between = convolution(random, REPEATED), convolution(random, REPEATED)
    yield repeated("conv_forward", "filters", first, between)
    yield Call("conv_forward", "float32", convolution(random, (2, 5, 4, 3, 3, 2, 2, 1), np.float32))
    for size in GRADIENTS:
        dZ, (A_prev, W, *rest) = gradient(random, size)
        if size == RECTIFIED_GRADIENT:
            dZ, A_prev, W = FAR * rectified(dZ), rectified(A_prev), np.abs(W)
        elif size == NEGATIVE_GRADIENT:
            dZ, A_prev, W = np.abs(dZ), -FAR * np.abs(A_prev), -np.abs(W)
        yield Call("conv_backward", "gradients", (dZ, (A_prev, W, *rest)))
    first, between = gradient(random, REPEATED), gradient(random, REPEATED)
    yield repeated("conv_backward", "gradients", first, between)
    for size in WITHOUT_PADDING:
        yield Call("conv_backward", "gradients", gradient(random, size), generations=DEMAND_PAD_0)
    yield Call("conv_backward", "float32", gradient(random, (2, 5, 4, 3, 3, 2, 2, 1), np.float32))


def pooling_cases(random):
    """Yield calls of pool_forward and pool_backward in both modes; without a mode, it is `max`."""
    for size in POOLS:
        for mode in ("max", "average"):
            given = {} if (size, mode) == (WITHOUT_MODE, "max") else {"mode": mode}
            yield Call("pool_forward", mode, pooling(random, size), given)
            dA, (A_prev, hparameters) = pooling_gradient(random, size)
            A_prev = VERY_FAR * (A_prev - 3) if size == NEGATIVE_POOL else A_prev
            yield Call("pool_backward", mode, (dA, (A_prev, hparameters)), given)
    for mode in ("max", "average"):
        dA, (A_prev, hparameters) = pooling_gradient(random, RECTIFIED_POOL)
        A_prev = rectified(A_prev)
        A_prev[0] = [0, 0.5]  # every window ties there
        yield Call("pool_forward", mode, (FAR * A_prev, hparameters), {"mode": mode})
        A_prev = without_ties(random, RECTIFIED_POOL)
        yield Call("pool_backward", mode, (FAR * rectified(dA), (A_prev, hparameters)), {"mode": mode})
        forward, backward = (
            [make(random, REPEATED_POOL) for _ in "ab"] for make in (pooling, pooling_gradient)
        )
        yield repeated("pool_forward", mode, *forward, mode=mode)
        yield repeated("pool_backward", mode, *backward, mode=mode)
    A_prev, hparameters = pooling(random, (2, 6, 5, 3, 3, 2))
    for factor in (1, VERY_FAR):
        yield Call("pool_forward", "negative", (factor * (A_prev - 3), hparameters), {"mode": "max"})
    for mode in ("max", "average"):
        yield Call("pool_forward", "float32", pooling(random, (2, 5, 4, 3, 3, 1), np.float32), {"mode": mode})
    gradients = pooling_gradient(random, (2, 5, 4, 3, 3, 1), np.float32)
    yield Call("pool_backward", "float32", gradients, {"mode": "max"})


def peaked(random, *shape, at=(-1, -1)):
    """Return an array of distinct values with the largest at a position: by default the last row and column."""
    array = distinct(random, *shape)
    where = np.unravel_index(array.argmax(), shape)
    array[where], array[at] = array[at], array[where]
    return array


def window_cases(random):
    """Yield calls of create_mask_from_window and distribute_value."""
    for shape, shift, factor in [((2, 2), 3, FAR), ((3, 3), -3, VERY_FAR), ((1, 1), -3, 1)]:
        yield Call("create_mask_from_window", "values", (factor * (distinct(random, *shape) + shift),))
    yield Call("create_mask_from_window", "values", (peaked(random, 1, 4) - 3,))
    yield Call("create_mask_from_window", "values", (peaked(random, 5, 2) / 1000,))
    yield Call("create_mask_from_window", "values", (peaked(random, 3, 4, at=(1, 2)) - 3,))
    window = distinct(random, 3, 2)
    yield Call("create_mask_from_window", "values", (window - window.max(),))
    yield Call("create_mask_from_window", "values", (rectified(distinct(random, 4, 3)),))
    first, between = peaked(random, 2, 3), peaked(random, 2, 3)[::-1, ::-1].copy()
    yield repeated("create_mask_from_window", "values", (first,), (between,))
    yield Call("create_mask_from_window", "float32", (distinct(random, 3, 4).astype(np.float32),))
    large, small = FAR * random.uniform(20, 30), -FAR * random.uniform(1, 9)
    for dz, shape in [
        (large, (1, 1)),
        (7, (1, 5)),
        (np.float64(small), (4, 1)),
        (random.randn(), (7, 4)),
        (np.float32(1.3671875), (2, 5)),
        (0.0, (2, 3)),
        (random.uniform(0.01, 0.02), (3, 4)),
    ]:
        yield Call("distribute_value", "values", (dz, shape))
    yield repeated("distribute_value", "values", (random.randn(), (3, 2)), (random.randn(), (3, 2)))


def nearly_tied(random, *shape):
    """Return an array in which the second largest value is a thousandth smaller than the largest."""
    array = FAR * (distinct(random, *shape) + 3)
    second = np.argsort(array, axis=None)[-2]
    array[np.unravel_index(second, shape)] = 0.999 * array.max()
    return array


def cases_again(random):
    """Yield calls between two others with the same first argument: the answer depends on all of them."""
    X = random.randn(2, 3, 4, 1)
    yield repeated("zero_pad", "pads", (X, 1), (X, 2))
    first, between = step(random, 2, 3, 1.5), step(random, 2, 3, -0.5)
    yield repeated("conv_single_step", "values", first, (first[0], *between[1:]))
    first, between = convolution(random, REPEATED), convolution(random, REPEATED)
    yield repeated("conv_forward", "filters", first, (first[0], *between[1:]))
    (dZ, cache), (_, other) = gradient(random, REPEATED), gradient(random, REPEATED)
    yield repeated("conv_backward", "gradients", (dZ, cache), (dZ, other))
    A_prev, hparameters = pooling(random, REPEATED_POOL)
    dA, cache = pooling_gradient(random, REPEATED_POOL)
    for mode, other in (("max", "average"), ("average", "max")):
        yield repeated("pool_forward", mode, (A_prev, hparameters, mode), (A_prev, hparameters, other))
        yield repeated("pool_backward", mode, (dA, cache, mode), (dA, cache, other))
    yield repeated("distribute_value", "values", (2.5, (2, 3)), (2.5, (4, 1)))


def unusual_cases(random):
    """Yield calls with more of something than most: filters, zeros around an image, nearly equal values."""
    yield Call("conv_forward", "filters", convolution(random, MANY_FILTERS))
    yield Call("zero_pad", "pads", (random.randn(1, 2, 3, 2), 5))
    yield Call("create_mask_from_window", "values", (nearly_tied(random, 2, 3),))
