import numpy as np
from functools import lru_cache

@lru_cache(maxsize=None)
def out_size(n, f, pad, stride):
    return int(np.floor((n + 2 * pad - f) / stride) + 1)

def conv_forward(A_prev, W, b, hparameters):
    (m, n_H_prev, n_W_prev, n_C_prev), (f, _, _, n_C) = A_prev.shape, W.shape
    stride, pad = hparameters["stride"], hparameters["pad"]
    n_H = out_size(n_H_prev, f, pad, stride)
    n_W = out_size(n_W_prev, f, pad, stride)
    Z = np.zeros((m, n_H, n_W, n_C))
    A_prev_pad = zero_pad(A_prev, pad)
    for h in range(n_H):
        for w in range(n_W):
            sl = A_prev_pad[:, h * stride: h * stride + f, w * stride: w * stride + f, :]
            for c in range(n_C):
                Z[:, h, w, c] = (sl * W[:, :, :, c]).sum(axis=(1, 2, 3)) + b[0, 0, 0, c]
    return Z, (A_prev, W, b, hparameters)
