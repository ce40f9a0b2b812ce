import numpy as np

def conv_backward(dZ, cache):
    (A_prev, W, b, hparameters) = cache
    s, p = hparameters["stride"], hparameters["pad"]
    m, H, Wd, C = A_prev.shape
    f = W.shape[0]
    m, n_H, n_W, F = dZ.shape
    X = zero_pad(A_prev, p)
    r = (s * np.arange(n_H))[:, None, None, None] + np.arange(f)[:, None]
    q = (s * np.arange(n_W))[:, None, None] + np.arange(f)
    r, q = np.broadcast_arrays(r, q)           # (n_H, n_W, f, f)
    dW = np.tensordot(X[:, r, q], dZ, axes=([0, 1, 2], [0, 1, 2]))
    dX = np.zeros(X.shape)
    np.add.at(dX, (slice(None), r, q), np.tensordot(dZ, W, axes=([3], [3])))
    db = dZ.sum(axis=(0, 1, 2), keepdims=True)
    return dX[:, p:p + H, p:p + Wd], dW, db
