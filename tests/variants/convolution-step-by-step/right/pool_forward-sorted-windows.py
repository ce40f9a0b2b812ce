import numpy as np


def pool_forward(A_prev, hparameters, mode="max"):
    f, stride = hparameters["f"], hparameters["stride"]
    m, n_H_prev, n_W_prev, n_C = A_prev.shape
    n_H, n_W = (n_H_prev - f) // stride + 1, (n_W_prev - f) // stride + 1
    A = np.empty((m, n_H, n_W, n_C))
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    values = sorted(A_prev[i, h * stride:h * stride + f, w * stride:w * stride + f, c].ravel())
                    A[i, h, w, c] = values[-1] if mode == "max" else sum(values) / len(values)
    return A, (A_prev, hparameters)
