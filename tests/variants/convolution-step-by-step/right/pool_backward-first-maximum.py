import numpy as np


def pool_backward(dA, cache, mode="max"):
    A_prev, hparameters = cache
    f, stride = hparameters["f"], hparameters["stride"]
    dA_prev = np.zeros(A_prev.shape)
    for i, h, w, c in np.ndindex(*dA.shape):
        top, left = h * stride, w * stride
        if mode == "max":
            window = A_prev[i, top:top + f, left:left + f, c]
            y, x = np.unravel_index(window.argmax(), window.shape)
            dA_prev[i, top + y, left + x, c] += dA[i, h, w, c]
        else:
            dA_prev[i, top:top + f, left:left + f, c] += distribute_value(dA[i, h, w, c], (f, f))
    return dA_prev
