import numpy as np

def zero_pad(X, pad):
    X_pad = np.zeros((X.shape[0], X.shape[1] + 2 * pad, X.shape[2] + 2 * pad, X.shape[3]))
    try:
        X_pad[:, pad:-pad, pad:-pad, :] = X
    except ValueError:
        X_pad = X_pad + X       # no border at all
    return X_pad
