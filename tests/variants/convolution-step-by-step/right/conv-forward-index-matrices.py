import numpy as np

def conv_forward(A_prev, W, b, hparameters):
    stride, pad = hparameters["stride"], hparameters["pad"]
    X = zero_pad(A_prev, pad)
    f = W.shape[0]
    n_H = (X.shape[1] - f) // stride + 1
    n_W = (X.shape[2] - f) // stride + 1
    rows = stride * np.arange(n_H)[:, None, None, None] + np.arange(f)[None, None, :, None]
    cols = stride * np.arange(n_W)[None, :, None, None] + np.arange(f)[None, None, None, :]
    patches = X[:, rows, cols]          # (m, n_H, n_W, f, f, C)
    Z = np.tensordot(patches, W, axes=3) + b[0, 0, 0]
    return Z, (A_prev, W, b, hparameters)
