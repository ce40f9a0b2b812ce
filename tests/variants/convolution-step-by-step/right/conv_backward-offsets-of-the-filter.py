import numpy as np


def conv_backward(dZ, cache):
    A_prev, W, b, hparameters = cache
    stride, pad = hparameters["stride"], hparameters["pad"]
    m, n_H_prev, n_W_prev, n_C_prev = A_prev.shape
    f = W.shape[0]
    _, n_H, n_W, n_C = dZ.shape
    A_pad = zero_pad(A_prev, pad)
    dA_pad, dW = np.zeros(A_pad.shape), np.zeros(W.shape)
    db = np.zeros((1, 1, 1, n_C))
    db[0, 0, 0] = [dZ[..., c].sum() for c in range(n_C)]
    for y in range(f):
        for x in range(f):
            rows, columns = y + stride * np.arange(n_H), x + stride * np.arange(n_W)
            at = np.ix_(np.arange(m), rows, columns, np.arange(n_C_prev))
            dW[y, x] = np.einsum("ihwc,ihwk->ck", A_pad[at], dZ)
            dA_pad[at] += dZ @ W[y, x].T
    return dA_pad[:, pad:pad + n_H_prev, pad:pad + n_W_prev, :], dW, db
