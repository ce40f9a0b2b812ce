# breaks: zero_pad
# because: Takes the width for equal to the height.
import numpy as np

def zero_pad(X, pad):
    m, n, _, c = X.shape
    X_pad = np.zeros((m, n + 2*pad, n + 2*pad, c))
    X_pad[:, pad:pad+n, pad:pad+n, :] = X
    return X_pad
