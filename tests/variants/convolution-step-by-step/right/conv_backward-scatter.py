import numpy as np

def conv_backward(dZ, cache):
    A_prev, W, b, hp = cache
    s, p, f = hp["stride"], hp["pad"], W.shape[0]
    P = zero_pad(A_prev, p)
    dP, dW = np.zeros(P.shape), np.zeros(W.shape)
    n_H, n_W = dZ.shape[1:3]
    for i in range(f):
        for j in range(f):
            ys, xs = slice(i, i + n_H * s, s), slice(j, j + n_W * s, s)
            dP[:, ys, xs][:, :n_H, :n_W] += dZ @ W[i, j].T
            dW[i, j] = np.einsum("mhwk,mhwc->kc", P[:, ys, xs][:, :n_H, :n_W], dZ)
    return dP[:, p:p + A_prev.shape[1], p:p + A_prev.shape[2]], dW, dZ.sum((0, 1, 2), keepdims=True)
