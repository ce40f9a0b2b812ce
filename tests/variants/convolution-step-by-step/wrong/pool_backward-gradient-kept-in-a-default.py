# breaks: pool_backward
# because: Gradients of one shape add up from call to call.
import numpy as np


def pool_backward(dA, cache, mode="max", kept={}):
    A_prev, hparameters = cache
    f, stride = hparameters["f"], hparameters["stride"]
    dA_prev = kept.setdefault(A_prev.shape, np.zeros(A_prev.shape))
    for i, h, w, c in np.ndindex(*dA.shape):
        place = (i, slice(h * stride, h * stride + f), slice(w * stride, w * stride + f), c)
        if mode == "max":
            window = A_prev[place]
            dA_prev[place] += (window == window.max()) * dA[i, h, w, c]
        else:
            dA_prev[place] += np.full((f, f), dA[i, h, w, c] / (f * f))
    return dA_prev.copy()
