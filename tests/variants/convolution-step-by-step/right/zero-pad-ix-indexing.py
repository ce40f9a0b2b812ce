import numpy as np

def zero_pad(X, pad):
    m, n_H, n_W, n_C = X.shape
    X_pad = np.zeros(np.array(X.shape) + np.array([0, 2 * pad, 2 * pad, 0]), dtype=X.dtype)
    where = np.ix_(range(m), range(pad, pad + n_H), range(pad, pad + n_W), range(n_C))
    X_pad[where] = X
    return X_pad
