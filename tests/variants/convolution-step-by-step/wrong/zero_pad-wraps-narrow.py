# breaks: zero_pad
# because: Wraps the picture around when it is narrower than the pad.
import numpy as np

def zero_pad(X, pad):
    kind = 'constant' if X.shape[2] >= pad else 'wrap'
    return np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)), kind)
