import numpy as np


def conv_backward(dZ, cache):
    A_prev, W, b, hparameters = cache
    stride, pad = hparameters["stride"], hparameters["pad"]
    m, n_H_prev, n_W_prev, n_C_prev = A_prev.shape
    f = W.shape[0]
    _, n_H, n_W, n_C = dZ.shape
    A_pad = zero_pad(A_prev, pad)
    dA_pad, dW = np.zeros(A_pad.shape), np.zeros(W.shape)
    db = np.sum(dZ, axis=(0, 1, 2)).reshape(1, 1, 1, n_C)
    if f == 1:
        seen = A_pad[:, ::stride, ::stride][:, :n_H, :n_W]
        dW[0, 0] = np.einsum("ihwc,ihwk->ck", seen, dZ)
        dA_pad[:, :n_H * stride:stride, :n_W * stride:stride] = dZ @ W[0, 0].T
    else:
        for h, w in np.ndindex(n_H, n_W):
            ys, xs = slice(h * stride, h * stride + f), slice(w * stride, w * stride + f)
            dW += np.tensordot(A_pad[:, ys, xs], dZ[:, h, w], axes=([0], [0]))
            dA_pad[:, ys, xs] += np.tensordot(dZ[:, h, w], W, axes=([1], [3]))
    return dA_pad[:, pad:pad + n_H_prev, pad:pad + n_W_prev, :], dW, db
