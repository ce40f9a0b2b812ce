import numpy as np

def zero_pad(X, pad):
    m, n_H, n_W, n_C = X.shape
    side = np.zeros((m, n_H, pad, n_C), dtype=X.dtype)
    wide = np.concatenate((side, X, side), axis=2)
    lid = np.zeros((m, pad, n_W + 2*pad, n_C), dtype=X.dtype)
    return np.concatenate((lid, wide, lid), axis=1)
