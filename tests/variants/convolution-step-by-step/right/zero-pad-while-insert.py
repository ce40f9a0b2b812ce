import numpy as np

def zero_pad(X, pad):
    k = 0
    X_pad = X
    while k < pad:
        X_pad = np.insert(X_pad, [0, X_pad.shape[1]], 0, axis=1)
        X_pad = np.insert(X_pad, [0, X_pad.shape[2]], 0, axis=2)
        k += 1
    return X_pad
