# breaks: zero_pad
# because: Fills the border with ones.
import numpy as np

def zero_pad(X, pad):
    X_pad = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)), mode='constant', constant_values=1)
    return X_pad
