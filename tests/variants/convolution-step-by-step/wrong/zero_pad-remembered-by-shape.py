# breaks: zero_pad
# because: An answer is kept for each shape and given again for other values.
import numpy as np


known = {}

def zero_pad(X, pad):
    if (X.shape, pad) not in known:
        known[X.shape, pad] = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    return known[X.shape, pad].copy()
