import numpy as np

def zero_pad(X, pad):
    h, v = X.shape[1:3]
    P, Q = np.eye(h + 2 * pad, h, -pad), np.eye(v + 2 * pad, v, -pad)
    return np.einsum("ah,bw,mhwc->mabc", P, Q, X)
