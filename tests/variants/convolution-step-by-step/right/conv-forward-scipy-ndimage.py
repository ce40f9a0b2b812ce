import numpy as np
from scipy import ndimage

def conv_forward(A_prev, W, b, hparameters):
    stride, pad = hparameters["stride"], hparameters["pad"]
    m, H, Wd, C = A_prev.shape
    f, _, _, F = W.shape
    X = np.pad(A_prev.astype(float), ((0, 0), (pad, pad), (pad, pad), (0, 0)), 'constant')
    lo = f // 2
    hi_h = lo + H + 2 * pad - f + 1
    hi_w = lo + Wd + 2 * pad - f + 1
    Z = np.zeros((m, hi_h - lo, hi_w - lo, F))
    for i in range(m):
        for c in range(F):
            for k in range(C):
                full = ndimage.correlate(X[i, :, :, k], W[:, :, k, c].astype(float), mode='constant', cval=0.0)
                Z[i, :, :, c] += full[lo:hi_h, lo:hi_w]
            Z[i, :, :, c] += b[0, 0, 0, c]
    return Z[:, ::stride, ::stride, :], (A_prev, W, b, hparameters)
