import numpy as np
from scipy.ndimage import maximum_filter, uniform_filter

def pool_forward(A_prev, hparameters, mode="max"):
    f, stride = hparameters["f"], hparameters["stride"]
    m, H, W, C = A_prev.shape
    k = f // 2
    if mode == "max":
        full = maximum_filter(A_prev, size=(1, f, f, 1), mode="nearest")
    else:
        full = uniform_filter(A_prev.astype(np.float64), size=(1, f, f, 1), mode="nearest")
    A = full[:, k:k + H - f + 1, k:k + W - f + 1][:, ::stride, ::stride]
    return A, (A_prev, hparameters)
