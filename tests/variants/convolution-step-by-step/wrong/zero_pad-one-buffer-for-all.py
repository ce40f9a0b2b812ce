# breaks: zero_pad
# because: Every result of one shape is the same array, overwritten by the next call.
import numpy as np


def zero_pad(X, pad, buffers={}):
    m, n_H, n_W, n_C = X.shape
    shape = (m, n_H + 2 * pad, n_W + 2 * pad, n_C)
    out = buffers.setdefault(shape, np.zeros(shape))
    out[:, pad:pad + n_H, pad:pad + n_W, :] = X
    return out
