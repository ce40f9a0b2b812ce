# breaks: zero_pad
# because: Also clears negative pixels of the picture.
import numpy as np

def zero_pad(X, pad):
    X_pad = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)), 'constant')
    return np.maximum(X_pad, 0)
