import numpy as np


def conv_backward(dZ, cache):
    A_prev, W, b, hparameters = cache
    stride, pad = hparameters["stride"], hparameters["pad"]
    m, n_H_prev, n_W_prev, n_C_prev = A_prev.shape
    f = W.shape[0]
    _, n_H, n_W, n_C = dZ.shape
    A_pad = zero_pad(A_prev, pad)
    dA_pad, dW = np.zeros(A_pad.shape), np.zeros(W.shape)
    db = np.zeros(b.shape)
    for i, h, w, c in zip(*np.nonzero(dZ)):
        ys, xs = slice(h * stride, h * stride + f), slice(w * stride, w * stride + f)
        dA_pad[i, ys, xs] += W[..., c] * dZ[i, h, w, c]
        dW[..., c] += A_pad[i, ys, xs] * dZ[i, h, w, c]
        db[..., c] += dZ[i, h, w, c]
    return dA_pad[:, pad:pad + n_H_prev, pad:pad + n_W_prev, :], dW, db
