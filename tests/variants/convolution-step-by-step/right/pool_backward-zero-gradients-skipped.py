import numpy as np


def pool_backward(dA, cache, mode="max"):
    A_prev, hparameters = cache
    f, stride = hparameters["f"], hparameters["stride"]
    dA_prev = np.zeros(A_prev.shape)
    for i, h, w, c in zip(*dA.nonzero()):
        place = (i, slice(h * stride, h * stride + f), slice(w * stride, w * stride + f), c)
        mask = create_mask_from_window(A_prev[place]) if mode == "max" else np.full((f, f), 1 / (f * f))
        dA_prev[place] += mask * dA[i, h, w, c]
    return dA_prev
