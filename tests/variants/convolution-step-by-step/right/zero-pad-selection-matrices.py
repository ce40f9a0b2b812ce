import numpy as np

def shifted_eye(n, pad):
    # (n + 2 pad, n), ones on a shifted diagonal
    return np.eye(n + 2 * pad, n, k=-pad)

def zero_pad(X, pad):
    rows = shifted_eye(X.shape[1], pad)
    cols = shifted_eye(X.shape[2], pad)
    return np.einsum('ah,bw,mhwc->mabc', rows, cols, X)
