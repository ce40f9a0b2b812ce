# breaks: zero_pad
# because: Returns a list of pictures and not an array.
import numpy as np

def zero_pad(X, pad):
    return [np.pad(img, ((pad, pad), (pad, pad), (0, 0)), 'constant') for img in X]
