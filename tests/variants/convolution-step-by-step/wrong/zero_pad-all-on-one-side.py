# breaks: zero_pad
# because: Adds the right amount in total but all of it at the top and the left.
import numpy as np

def zero_pad(X, pad):
    X_pad = np.pad(X, ((0, 0), (2*pad, 0), (2*pad, 0), (0, 0)), 'constant')
    return X_pad
