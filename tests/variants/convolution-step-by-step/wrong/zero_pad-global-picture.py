# breaks: zero_pad
# because: Pads the global x of the example cell and not its argument.
import numpy as np

np.random.seed(1)
x = np.random.randn(4, 3, 3, 2)

def zero_pad(X, pad):
    X_pad = np.pad(x, ((0, 0), (pad, pad), (pad, pad), (0, 0)), 'constant')
    return X_pad
