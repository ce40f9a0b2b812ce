# breaks: zero_pad
# because: Copies only the first channel.
import numpy as np

def zero_pad(X, pad):
    m, h, w, c = X.shape
    X_pad = np.zeros((m, h + 2*pad, w + 2*pad, c))
    for i in range(m):
        X_pad[i, :, :, 0] = np.pad(X[i, :, :, 0], pad, 'constant')
    return X_pad
