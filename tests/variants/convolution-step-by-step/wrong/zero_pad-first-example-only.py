# breaks: zero_pad
# because: Copies only the first picture and leaves the others zero.
import numpy as np

def zero_pad(X, pad):
    m, h, w, c = X.shape
    X_pad = np.zeros((m, h + 2*pad, w + 2*pad, c))
    X_pad[0, pad:h+pad, pad:w+pad, :] = X[0]
    return X_pad
