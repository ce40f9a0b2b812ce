# breaks: zero_pad
# because: Uses X_pad[pad:-pad], which is empty when pad is 0.
import numpy as np

def zero_pad(X, pad):
    m, h, w, c = X.shape
    X_pad = np.zeros((m, h + 2*pad, w + 2*pad, c))
    X_pad[:, pad:-pad, pad:-pad, :] = X
    return X_pad
