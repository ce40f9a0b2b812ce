# breaks: zero_pad
# because: Always pads 2, the amount in the published example of the old editions.
# explained by: zero_pad__always_two
import numpy as np

def zero_pad(X, pad):
    X_pad = np.pad(X, ((0, 0), (2, 2), (2, 2), (0, 0)), 'constant')
    return X_pad
