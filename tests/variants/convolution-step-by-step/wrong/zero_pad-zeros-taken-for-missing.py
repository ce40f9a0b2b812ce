# breaks: zero_pad
# because: Exact zeros are replaced by a small number.
import numpy as np


def zero_pad(X, pad):
    X = np.where(X == 0, 1e-3, X)
    return np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
