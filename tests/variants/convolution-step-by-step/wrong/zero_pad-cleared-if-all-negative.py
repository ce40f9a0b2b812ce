# breaks: zero_pad
# because: Loses a picture whose pixels are all negative because it starts a maximum at 0.
import numpy as np

def zero_pad(X, pad):
    m, h, w, c = X.shape
    X_pad = np.zeros((m, h + 2*pad, w + 2*pad, c))
    largest = max(0, X.max())
    if largest > 0:
        X_pad[:, pad:pad+h, pad:pad+w, :] = X
    return X_pad
