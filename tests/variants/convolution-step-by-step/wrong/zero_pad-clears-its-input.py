# breaks: zero_pad
# because: Sets the border of the input to zero instead of adding one around it.
import numpy as np

def zero_pad(X, pad):
    X[:, :pad] = 0
    X[:, :, :pad] = 0
    X_pad = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)), 'constant')
    return X_pad
