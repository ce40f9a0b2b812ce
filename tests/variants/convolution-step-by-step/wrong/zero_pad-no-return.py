# breaks: zero_pad
# because: Forgets to return anything.
import numpy as np

def zero_pad(X, pad):
    X_pad = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)), 'constant')
    print(X_pad.shape)
