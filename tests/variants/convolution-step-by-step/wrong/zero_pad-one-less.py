# breaks: zero_pad
# because: Pads one pixel less than asked for.
import numpy as np

def zero_pad(X, pad):
    p = max(pad - 1, 0)
    return np.pad(X, ((0, 0), (p, p), (p, p), (0, 0)), 'constant')
