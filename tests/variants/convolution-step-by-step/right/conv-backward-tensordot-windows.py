import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

def conv_backward(dZ, cache):
    A_prev, W, b, hparameters = cache
    s, p = hparameters["stride"], hparameters["pad"]
    f = W.shape[0]
    m, n_H, n_W, n_C = dZ.shape
    V = sliding_window_view(zero_pad(A_prev, p), (f, f), axis=(1, 2))[:, ::s, ::s]
    dW = np.tensordot(V, dZ, axes=([0, 1, 2], [0, 1, 2])).transpose(1, 2, 0, 3)
    # dA: spread dZ, border of f-1 zeros, slide the flipped filter
    H, Wd = A_prev.shape[1] + 2 * p, A_prev.shape[2] + 2 * p
    D = np.zeros((m, H + f - 1, Wd + f - 1, n_C))
    D[:, f-1:f-1 + s*(n_H-1) + 1:s, f-1:f-1 + s*(n_W-1) + 1:s] = dZ
    U = sliding_window_view(D, (f, f), axis=(1, 2))
    dX = np.einsum('mhwcij,ijkc->mhwk', U, W[::-1, ::-1])
    return dX[:, p:H - p, p:Wd - p], dW, dZ.sum((0, 1, 2)).reshape(1, 1, 1, n_C)
