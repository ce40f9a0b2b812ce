# breaks: pool_backward
# because: The masks of the first batch of a shape are used for all others.
import numpy as np


windows = {}

def pool_backward(dA, cache, mode="max"):
    A_prev, hparameters = cache
    f, stride = hparameters["f"], hparameters["stride"]
    A_prev = windows.setdefault(A_prev.shape, A_prev.copy())
    dA_prev = np.zeros(A_prev.shape)
    for i, h, w, c in np.ndindex(*dA.shape):
        place = (i, slice(h * stride, h * stride + f), slice(w * stride, w * stride + f), c)
        if mode == "max":
            window = A_prev[place]
            dA_prev[place] += (window == window.max()) * dA[i, h, w, c]
        else:
            dA_prev[place] += np.full((f, f), dA[i, h, w, c] / (f * f))
    return dA_prev
