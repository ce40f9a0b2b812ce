# breaks: zero_pad
# because: An image of one row is padded in its width only.
import numpy as np


def zero_pad(X, pad):
    rows = pad if X.shape[1] > 1 else 0
    return np.pad(X, ((0, 0), (rows, rows), (pad, pad), (0, 0)))
