import itertools

import numpy as np


def pool_forward(A_prev, hparameters, mode="max"):
    f, stride = hparameters["f"], hparameters["stride"]
    m, n_H_prev, n_W_prev, n_C = A_prev.shape
    n_H, n_W = (n_H_prev - f) // stride + 1, (n_W_prev - f) // stride + 1
    A = np.zeros((m, n_H, n_W, n_C))
    for h, w in itertools.product(range(n_H), range(n_W)):
        patch = A_prev[:, h * stride:h * stride + f, w * stride:w * stride + f, :].reshape(m, f * f, n_C)
        if mode == "max":
            A[:, h, w, :] = np.amax(patch, axis=1)
        elif mode == "average":
            A[:, h, w, :] = np.average(patch, axis=1)
    return A, (A_prev, hparameters)
