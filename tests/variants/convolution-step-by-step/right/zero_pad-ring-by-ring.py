import numpy as np


def zero_pad(X, pad):
    if pad == 0:
        return np.array(X)
    return zero_pad(np.pad(X, [(0, 0), (1, 1), (1, 1), (0, 0)]), pad - 1)
