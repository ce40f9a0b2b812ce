import numpy as np
from scipy.signal import correlate, convolve

def dilate(dZ, s):
    m, h, w, c = dZ.shape
    out = np.zeros((m, (h - 1) * s + 1, (w - 1) * s + 1, c))
    out[:, ::s, ::s] = dZ
    return out

def conv_backward(dZ, cache):
    A_prev, W, b, hparameters = cache
    s, p = hparameters["stride"], hparameters["pad"]
    m, H, Wd, C = A_prev.shape
    f, _, _, F = W.shape
    X = zero_pad(A_prev, p)
    D = dilate(dZ, s)
    dX = np.zeros(X.shape)
    dW = np.zeros(W.shape)
    hh, ww = D.shape[1] + f - 1, D.shape[2] + f - 1
    for i in range(m):
        for c in range(F):
            for k in range(C):
                dX[i, :hh, :ww, k] += convolve(D[i, :, :, c], W[:, :, k, c], mode="full", method="direct")
                dW[:, :, k, c] += correlate(X[i, :hh, :ww, k], D[i, :, :, c], mode="valid", method="direct")
    db = np.sum(dZ, axis=(0, 1, 2)).reshape((1, 1, 1, F))
    return dX[:, p:p + H, p:p + Wd, :], dW, db
