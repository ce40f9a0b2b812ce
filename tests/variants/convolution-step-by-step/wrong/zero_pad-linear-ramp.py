# breaks: zero_pad
# because: Fades from the edge to zero instead of using zeros.
import numpy as np

def zero_pad(X, pad):
    X_pad = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)), 'linear_ramp', end_values=0)
    return X_pad
