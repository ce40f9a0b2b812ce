from functools import partial
import numpy as np

_pad = partial(np.pad, mode='constant', constant_values=0)

def zero_pad(X, pad):
    return _pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
