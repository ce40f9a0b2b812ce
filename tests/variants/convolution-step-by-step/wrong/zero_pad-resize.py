# breaks: zero_pad
# because: Stretches the flat pixels into the larger shape.
import numpy as np

def zero_pad(X, pad):
    m, h, w, c = X.shape
    X_pad = np.copy(X)
    X_pad = np.resize(X_pad, (m, h + 2*pad, w + 2*pad, c))
    return X_pad
