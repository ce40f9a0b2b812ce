# breaks: zero_pad
# because: Pads the height and forgets the width.
import numpy as np

def zero_pad(X, pad):
    X_pad = np.pad(X, ((0, 0), (pad, pad), (0, 0), (0, 0)), 'constant')
    return X_pad
