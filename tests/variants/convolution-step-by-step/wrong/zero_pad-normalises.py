# breaks: zero_pad
# because: Subtracts the mean of the picture before it pads.
import numpy as np

def zero_pad(X, pad):
    X = X - np.mean(X)
    X_pad = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)), 'constant')
    return X_pad
