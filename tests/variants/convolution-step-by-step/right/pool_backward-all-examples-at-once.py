import numpy as np


def pool_backward(dA, cache, mode="max"):
    A_prev, hparameters = cache
    f, stride = hparameters["f"], hparameters["stride"]
    dA_prev = np.zeros(A_prev.shape)
    for h in range(dA.shape[1]):
        for w in range(dA.shape[2]):
            ys, xs = slice(h * stride, h * stride + f), slice(w * stride, w * stride + f)
            window, upstream = A_prev[:, ys, xs], dA[:, h, w][:, None, None]
            if mode == "max":
                share = window == window.max(axis=(1, 2), keepdims=True)
            else:
                share = np.ones(window.shape) / f**2
            dA_prev[:, ys, xs] += share * upstream
    return dA_prev
