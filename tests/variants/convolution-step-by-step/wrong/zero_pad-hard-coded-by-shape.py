# breaks: zero_pad
# because: Guesses the amount from the batch size of the published examples instead of using pad.
import numpy as np

def zero_pad(X, pad):
    p = 3 if X.shape[0] == 4 else 2
    return np.pad(X, ((0, 0), (p, p), (p, p), (0, 0)), 'constant')
