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
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                ys, xs = slice(h * stride, h * stride + f), slice(w * stride, w * stride + f)
                for c in range(n_C):
                    dA_pad[i, ys, xs] += W[..., c] * dZ[i, h, w, c]
                    dW[..., c] += A_pad[i, ys, xs] * dZ[i, h, w, c]
                    db[..., c] += dZ[i, h, w, c]
    frame = list(range(pad))
    dA = np.delete(dA_pad, [*frame, *(pad + n_H_prev + k for k in frame)], axis=1)
    dA = np.delete(dA, [*frame, *(pad + n_W_prev + k for k in frame)], axis=2)
    assert dA.shape == A_prev.shape
    return dA, dW, db
