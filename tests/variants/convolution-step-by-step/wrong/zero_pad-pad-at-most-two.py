# breaks: zero_pad
# because: Never pads more than 2.
import numpy as np

def zero_pad(X, pad):
    p = pad if X.shape[0] == 4 else min(pad, 2)
    return np.pad(X, ((0, 0), (p, p), (p, p), (0, 0)), mode='constant')
