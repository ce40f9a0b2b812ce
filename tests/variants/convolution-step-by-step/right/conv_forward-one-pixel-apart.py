import numpy as np


def conv_forward(A_prev, W, b, hparameters):
    stride, pad = hparameters["stride"], hparameters["pad"]
    m, n_H_prev, n_W_prev, n_C_prev = A_prev.shape
    f, n_C = W.shape[0], W.shape[3]
    n_H, n_W = ((n - f + 2 * pad) // stride + 1 for n in (n_H_prev, n_W_prev))
    padded = zero_pad(A_prev, pad)
    if f == 1:
        Z = padded[:, ::stride, ::stride][:, :n_H, :n_W] @ W[0, 0] + b
        return Z, (A_prev, W, b, hparameters)
    Z = np.zeros((m, n_H, n_W, n_C))
    for h in range(n_H):
        for w in range(n_W):
            window = padded[:, h * stride:h * stride + f, w * stride:w * stride + f]
            Z[:, h, w] = np.tensordot(window, W, axes=3) + b.ravel()
    return Z, (A_prev, W, b, hparameters)
