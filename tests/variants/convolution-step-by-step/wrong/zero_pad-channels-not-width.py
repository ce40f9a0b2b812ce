# breaks: zero_pad
# because: Pads height and channels and leaves width alone.
import numpy as np

def zero_pad(X, pad):
    X_pad = np.pad(X, ((0, 0), (pad, pad), (0, 0), (pad, pad)), 'constant', constant_values=(0, 0))
    return X_pad
