import numpy as np


def pool_forward(A_prev, hparameters, mode="max"):
    f, stride = hparameters["f"], hparameters["stride"]
    m, n_H_prev, n_W_prev, n_C = A_prev.shape
    n_H, n_W = (n_H_prev - f) // stride + 1, (n_W_prev - f) // stride + 1
    if f == 1:
        return A_prev[:, ::stride, ::stride].copy(), (A_prev, hparameters)
    A = np.zeros((m, n_H, n_W, n_C))
    pool = {"max": np.max, "average": np.mean}[mode]
    for h in range(n_H):
        for w in range(n_W):
            A[:, h, w] = pool(A_prev[:, h * stride:h * stride + f, w * stride:w * stride + f], axis=(1, 2))
    return A, (A_prev, hparameters)
