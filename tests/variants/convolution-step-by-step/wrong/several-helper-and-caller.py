# breaks: zero_pad, conv_forward
# because: The helper keeps a buffer, and so does its caller.
import numpy as np


def zero_pad(X, pad, kept={}):
    m, n_H, n_W, n_C = X.shape
    out = kept.setdefault((X.shape, pad), np.zeros((m, n_H + 2 * pad, n_W + 2 * pad, n_C)))
    out[:, pad:pad + n_H, pad:pad + n_W] += X
    return out.copy()

def conv_forward(A_prev, W, b, hparameters, out={}):
    m, n_H_prev, n_W_prev, n_C_prev = A_prev.shape
    f, _, _, n_C = W.shape
    stride, pad = hparameters["stride"], hparameters["pad"]
    n_H = (n_H_prev - f + 2 * pad) // stride + 1
    n_W = (n_W_prev - f + 2 * pad) // stride + 1
    padded = np.pad(A_prev, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    Z = out.setdefault((m, n_H, n_W, n_C), np.zeros((m, n_H, n_W, n_C)))
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                window = padded[i, h * stride:h * stride + f, w * stride:w * stride + f]
                for c in range(n_C):
                    Z[i, h, w, c] += np.sum(window * W[..., c]) + b[0, 0, 0, c]
    return Z.copy(), (A_prev, W, b, hparameters)
