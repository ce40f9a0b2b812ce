# breaks: pool_backward
# because: Repeats the gradient, which is right only when windows do not overlap and fill the input.
import numpy as np

def pool_backward(dA, cache, mode="max"):
    A_prev, hparameters = cache
    f, stride = hparameters["f"], hparameters["stride"]
    big = dA.repeat(f, axis=1).repeat(f, axis=2)
    H, V = A_prev.shape[1:3]
    dA_prev = np.zeros(A_prev.shape)
    big = big[:, :H, :V]
    dA_prev[:, :big.shape[1], :big.shape[2]] = big / f ** 2
    if mode == "max":
        for i, h, w, c in np.ndindex(dA.shape):
            rows, cols = slice(h * stride, h * stride + f), slice(w * stride, w * stride + f)
            window = A_prev[i, rows, cols, c]
            dA_prev[i, rows, cols, c] = create_mask_from_window(window) * dA[i, h, w, c]
    return dA_prev
