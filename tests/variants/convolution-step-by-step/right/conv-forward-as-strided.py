import numpy as np
from numpy.lib.stride_tricks import as_strided

def conv_forward(A_prev, W, b, hparameters):
    stride = hparameters.get("stride", 1)
    pad = hparameters.get("pad", 0)
    X = np.ascontiguousarray(np.pad(A_prev, ((0, 0), (pad, pad), (pad, pad), (0, 0))))
    m, H, Wd, C = X.shape
    f = W.shape[1]
    n_H, n_W = 1 + (H - f) // stride, 1 + (Wd - f) // stride
    sm, sh, sw, sc = X.strides
    view = as_strided(X, (m, n_H, n_W, f, f, C), (sm, sh * stride, sw * stride, sh, sw, sc), writeable=False)
    Z = np.einsum('mhwijk,ijkc->mhwc', view, W, optimize=True) + b
    return Z, (A_prev, W, b, hparameters)
