# breaks: zero_pad
# because: Takes the axes for batch, channels, height, width.
import numpy as np

def zero_pad(X, pad):
    X_pad = np.pad(X, ((0, 0), (0, 0), (pad, pad), (pad, pad)), 'constant')
    return X_pad
