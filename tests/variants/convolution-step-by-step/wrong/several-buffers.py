# breaks: zero_pad, pool_forward, create_mask_from_window, distribute_value
# because: Four results are arrays that the next call overwrites.
import numpy as np


def zero_pad(X, pad, buffers={}):
    m, n_H, n_W, n_C = X.shape
    shape = (m, n_H + 2 * pad, n_W + 2 * pad, n_C)
    out = buffers.setdefault(shape, np.zeros(shape))
    out[:, pad:pad + n_H, pad:pad + n_W, :] = X
    return out

def pool_forward(A_prev, hparameters, mode="max", out={}):
    m, n_H_prev, n_W_prev, n_C = A_prev.shape
    f, stride = hparameters["f"], hparameters["stride"]
    n_H, n_W = (n_H_prev - f) // stride + 1, (n_W_prev - f) // stride + 1
    A = out.setdefault((m, n_H, n_W, n_C), np.zeros((m, n_H, n_W, n_C)))
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    window = A_prev[i, h * stride:h * stride + f, w * stride:w * stride + f, c]
                    if mode == "max":
                        A[i, h, w, c] = np.max(window)
                    else:
                        A[i, h, w, c] = np.mean(window)
    return A, (A_prev, hparameters)

buffers = {}

def create_mask_from_window(x):
    return np.equal(x, x.max(), out=buffers.setdefault(x.shape, np.empty(x.shape, dtype=bool)))

tables = {}

def distribute_value(dz, shape):
    table = tables.setdefault(shape, np.empty(shape))
    table[...] = dz / (shape[0] * shape[1])
    return table
