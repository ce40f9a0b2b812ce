# breaks: zero_pad
# because: Cuts float32 pictures down to whole numbers.
import numpy as np

def zero_pad(X, pad):
    if X.dtype != np.float64:
        X = X.astype(int)
    return np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)), 'constant')
