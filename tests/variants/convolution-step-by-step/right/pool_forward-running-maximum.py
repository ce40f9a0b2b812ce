import numpy as np


def pool_forward(A_prev, hparameters, mode="max"):
    f, stride = hparameters["f"], hparameters["stride"]
    m, n_H_prev, n_W_prev, n_C = A_prev.shape
    n_H, n_W = (n_H_prev - f) // stride + 1, (n_W_prev - f) // stride + 1
    A = np.full((m, n_H, n_W, n_C), -np.inf if mode == "max" else 0.0)
    for y in range(f):
        for x in range(f):
            part = A_prev[:, y:, x:][:, ::stride, ::stride][:, :n_H, :n_W]
            A = np.maximum(A, part) if mode == "max" else A + part / f**2
    return A, (A_prev, hparameters)
