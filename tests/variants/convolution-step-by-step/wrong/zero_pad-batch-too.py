# breaks: zero_pad
# because: Pads the batch axis as well as height and width.
import numpy as np

def zero_pad(X, pad):
    return np.pad(X, ((pad, pad), (pad, pad), (pad, pad), (0, 0)), 'constant')
