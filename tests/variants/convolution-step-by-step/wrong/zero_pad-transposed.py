# breaks: zero_pad
# because: Swaps height and width of the result.
import numpy as np

def zero_pad(X, pad):
    m, h, w, c = X.shape
    X_pad = np.zeros((m, w + 2*pad, h + 2*pad, c))
    X_pad[:, pad:pad+w, pad:pad+h, :] = X.transpose(0, 2, 1, 3)
    return X_pad
