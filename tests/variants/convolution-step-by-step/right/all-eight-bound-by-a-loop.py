def _pad(X, pad):
    return np.pad(X, ((0,), (pad,), (pad,), (0,)))


def _step(a, W, b):
    return np.sum(a * W) + b.ravel()[0]


def _mask(x):
    return x == np.max(x)


def _share(dz, shape):
    return np.full(shape, dz / (shape[0] * shape[1]))


for _name, _function in {
    "zero_pad": _pad,
    "conv_single_step": _step,
    "create_mask_from_window": _mask,
    "distribute_value": _share,
}.items():
    globals()[_name] = _function
