# breaks: conv_single_step, pool_forward, pool_backward
# because: Negative values are dropped in three ways.
import numpy as np


def conv_single_step(a_slice_prev, W, b):
    return np.sum(np.maximum(a_slice_prev * W, 0)) + b.item()

def pool_forward(A_prev, hparameters, mode="max"):
    m, n_H_prev, n_W_prev, n_C = A_prev.shape
    f, stride = hparameters["f"], hparameters["stride"]
    n_H, n_W = (n_H_prev - f) // stride + 1, (n_W_prev - f) // stride + 1
    A = np.zeros((m, n_H, n_W, n_C))
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    window = A_prev[i, h * stride:h * stride + f, w * stride:w * stride + f, c]
                    if mode == "max":
                        A[i, h, w, c] = window.ravel()[np.argmax(np.abs(window))]
                    else:
                        A[i, h, w, c] = np.mean(window)
    return A, (A_prev, hparameters)

def pool_backward(dA, cache, mode="max"):
    A_prev, hparameters = cache
    f, stride = hparameters["f"], hparameters["stride"]
    dA_prev = np.zeros(A_prev.shape)
    for i, h, w, c in np.ndindex(*dA.shape):
        place = (i, slice(h * stride, h * stride + f), slice(w * stride, w * stride + f), c)
        if mode == "max":
            window = A_prev[place]
            dA_prev[place] += (window == max(window.max(), 0)) * dA[i, h, w, c]
        else:
            dA_prev[place] += np.full((f, f), dA[i, h, w, c] / (f * f))
    return dA_prev
