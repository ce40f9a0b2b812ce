import numpy as np

def zero_pad(X, pad):
    m, n_H, n_W, n_C = X.shape
    r = np.arange(-pad, n_H + pad)
    q = np.arange(-pad, n_W + pad)
    inside = ((r >= 0) & (r < n_H))[:, None] & ((q >= 0) & (q < n_W))[None, :]
    gathered = X[:, np.clip(r, 0, n_H - 1)][:, :, np.clip(q, 0, n_W - 1)]
    return np.where(inside[None, :, :, None], gathered, 0)
