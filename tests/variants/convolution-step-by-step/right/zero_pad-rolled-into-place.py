import numpy as np


def zero_pad(X, pad):
    m, n_H, n_W, n_C = X.shape
    out = np.zeros((m, n_H + 2 * pad, n_W + 2 * pad, n_C), dtype=X.dtype)
    out[:, :n_H, :n_W] = X
    return np.roll(out, (pad, pad), axis=(1, 2))
