import numpy as np


def conv_forward(A_prev, W, b, hparameters):
    stride, pad = hparameters["stride"], hparameters["pad"]
    m, n_H_prev, n_W_prev, n_C_prev = A_prev.shape
    f, n_C = W.shape[0], W.shape[3]
    n_H, n_W = ((n - f + 2 * pad) // stride + 1 for n in (n_H_prev, n_W_prev))
    padded = zero_pad(A_prev, pad)
    columns = np.zeros((m * n_H * n_W, f * f * n_C_prev))
    for row, (i, h, w) in enumerate(np.ndindex(m, n_H, n_W)):
        columns[row] = padded[i, h * stride:h * stride + f, w * stride:w * stride + f].ravel()
    Z = columns @ W.reshape(-1, n_C) + b.reshape(1, n_C)
    return Z.reshape(m, n_H, n_W, n_C), (A_prev, W, b, hparameters)
