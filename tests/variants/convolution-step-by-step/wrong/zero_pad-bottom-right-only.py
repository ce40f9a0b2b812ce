# breaks: zero_pad
# because: Adds the border at the bottom and the right only.
import numpy as np

def zero_pad(X, pad):
    X_pad = np.pad(X, ((0, 0), (0, pad), (0, pad), (0, 0)), 'constant', constant_values=0)
    return X_pad
