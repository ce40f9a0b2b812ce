import numpy as np


def conv_backward(dZ, cache):
    A_prev, W, b, hparameters = cache
    stride, pad = hparameters["stride"], hparameters["pad"]
    m, n_H_prev, n_W_prev, n_C_prev = A_prev.shape
    f = W.shape[0]
    _, n_H, n_W, n_C = dZ.shape
    A_pad = zero_pad(A_prev, pad)
    dA_pad, dW = np.zeros(A_pad.shape), np.zeros(W.shape)
    db = dZ.sum(axis=(0, 1, 2), keepdims=True)
    for h in range(n_H):
        for w in range(n_W):
            ys, xs = slice(h * stride, h * stride + f), slice(w * stride, w * stride + f)
            dW += np.einsum("iyxc,ik->yxck", A_pad[:, ys, xs], dZ[:, h, w])
            dA_pad[:, ys, xs] += np.einsum("ik,yxck->iyxc", dZ[:, h, w], W)
    return (dA_pad[:, pad:-pad, pad:-pad] if pad else dA_pad), dW, db
