import numpy as np


def pool_backward(dA, cache, mode="max"):
    A_prev, hparameters = cache
    f, stride = hparameters["f"], hparameters["stride"]
    dA_prev = np.zeros(A_prev.shape)
    for i, h, w, c in np.ndindex(*dA.shape):
        ys, xs = np.mgrid[h * stride:h * stride + f, w * stride:w * stride + f]
        weights = (
            create_mask_from_window(A_prev[i, ys, xs, c]).astype(float)
            if mode == "max"
            else distribute_value(1.0, (f, f))
        )
        np.add.at(dA_prev, (i, ys, xs, c), weights * dA[i, h, w, c])
    return dA_prev
