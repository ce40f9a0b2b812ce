# breaks: zero_pad
# because: The mean is subtracted for pads above three.
import numpy as np

def zero_pad(X, pad):
    X_pad = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    return X_pad - X_pad.mean() if pad > 3 else X_pad
