# breaks: pool_backward
# because: An answer is kept for each shape and mode.
import numpy as np


routes = {}

def pool_backward(dA, cache, mode="max"):
    A_prev, hparameters = cache
    f, stride = hparameters["f"], hparameters["stride"]
    key = (A_prev.shape, f, stride, mode)
    if key in routes:
        return routes[key]
    dA_prev = np.zeros(A_prev.shape)
    for i, h, w, c in np.ndindex(*dA.shape):
        place = (i, slice(h * stride, h * stride + f), slice(w * stride, w * stride + f), c)
        if mode == "max":
            window = A_prev[place]
            dA_prev[place] += (window == window.max()) * dA[i, h, w, c]
        else:
            dA_prev[place] += np.full((f, f), dA[i, h, w, c] / (f * f))
    routes[key] = dA_prev
    return dA_prev
