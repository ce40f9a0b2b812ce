import numpy as np


def conv_forward(A_prev, W, b, hparameters):
    stride, pad = hparameters["stride"], hparameters["pad"]
    m, n_H_prev, n_W_prev, n_C_prev = A_prev.shape
    f, n_C = W.shape[0], W.shape[3]
    n_H, n_W = ((n - f + 2 * pad) // stride + 1 for n in (n_H_prev, n_W_prev))
    padded = zero_pad(A_prev, pad)
    Z = np.zeros((m, n_H, n_W, n_C)) + b
    for y in range(f):
        for x in range(f):
            part = padded[:, y:y + stride * n_H:stride, x:x + stride * n_W:stride][:, :n_H, :n_W]
            Z += part @ W[y, x]
    return Z, (A_prev, W, b, hparameters)
