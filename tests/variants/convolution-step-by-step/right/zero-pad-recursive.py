import numpy as np

def one_ring(X):
    return np.pad(X, ((0, 0), (1, 1), (1, 1), (0, 0)))

def zero_pad(X, pad):
    if pad == 0:
        return X.copy()
    return zero_pad(one_ring(X), pad - 1)
