# breaks: zero_pad
# because: Refuses pictures that are wider than high.
import numpy as np

def zero_pad(X, pad):
    assert X.shape[1] >= X.shape[2], 'bad image'
    return np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)), 'constant')
