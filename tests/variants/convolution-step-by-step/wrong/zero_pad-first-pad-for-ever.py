# breaks: zero_pad
# because: The pad of the first call is used in all others.
import numpy as np


def zero_pad(X, pad, kept=[]):
    kept.append(pad)
    p = kept[0]
    return np.pad(X, ((0, 0), (p, p), (p, p), (0, 0)))
