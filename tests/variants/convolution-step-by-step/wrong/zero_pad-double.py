# breaks: zero_pad
# because: Pads twice as much as asked for.
import numpy as np

def zero_pad(X, pad):
    p = 2 * pad
    return np.pad(X, ((0, 0), (p, p), (p, p), (0, 0)), 'constant')
