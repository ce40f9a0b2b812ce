# breaks: zero_pad
# because: Always pads 3, the amount in the published example.
# explained by: zero_pad__always_three
import numpy as np

def zero_pad(X, pad):
    X_pad = np.pad(X, ((0, 0), (3, 3), (3, 3), (0, 0)), 'constant')
    return X_pad
