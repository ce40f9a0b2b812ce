# breaks: zero_pad
# because: Cuts a picture that is wider than high to a square.
import numpy as np

def zero_pad(X, pad):
    n = X.shape[1]
    return np.pad(X[:, :, :n, :], ((0, 0), (pad, pad), (pad, pad), (0, 0)))
