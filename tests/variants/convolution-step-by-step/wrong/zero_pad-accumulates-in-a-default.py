# breaks: zero_pad
# because: The output array of a shape is not cleared between calls.
import numpy as np


def zero_pad(X, pad, kept={}):
    m, n_H, n_W, n_C = X.shape
    out = kept.setdefault((X.shape, pad), np.zeros((m, n_H + 2 * pad, n_W + 2 * pad, n_C)))
    out[:, pad:pad + n_H, pad:pad + n_W] += X
    return out.copy()
