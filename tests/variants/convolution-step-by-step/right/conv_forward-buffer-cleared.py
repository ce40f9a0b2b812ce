import numpy as np


def conv_forward(A_prev, W, b, hparameters):
    stride, pad = hparameters["stride"], hparameters["pad"]
    m, n_H_prev, n_W_prev, n_C_prev = A_prev.shape
    f, n_C = W.shape[0], W.shape[3]
    n_H, n_W = ((n - f + 2 * pad) // stride + 1 for n in (n_H_prev, n_W_prev))
    out = scratch.setdefault((m, n_H, n_W, n_C), np.empty((m, n_H, n_W, n_C)))
    out[...] = 0
    padded = zero_pad(A_prev, pad)
    for i, h, w, c in np.ndindex(m, n_H, n_W, n_C):
        window = padded[i, h * stride:h * stride + f, w * stride:w * stride + f]
        out[i, h, w, c] += conv_single_step(window, W[..., c], b[..., c])
    return out.copy(), (A_prev, W, b, hparameters)


scratch = {}
