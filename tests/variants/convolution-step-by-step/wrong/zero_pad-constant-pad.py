# breaks: zero_pad
# because: Fills the border with the value of pad instead of zero.
import numpy as np

def zero_pad(X, pad):
    X_pad = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)), 'constant', constant_values=(pad, pad))
    return X_pad
