# breaks: zero_pad
# because: A pad above 2 is taken for 2.
import numpy as np


def zero_pad(X, pad):
    p = min(pad, 2)
    return np.pad(X, ((0, 0), (p, p), (p, p), (0, 0)))
