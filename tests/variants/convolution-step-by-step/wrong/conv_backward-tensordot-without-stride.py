# breaks: conv_backward
# because: Correlates the input with an undilated dZ, which is right for stride 1 only.
import numpy as np

def conv_backward(dZ, cache):
    A_prev, W, b, hparameters = cache
    s, p = hparameters["stride"], hparameters["pad"]
    m, H, V, C = A_prev.shape
    f = W.shape[0]
    n_H, n_W = dZ.shape[1:3]
    X = zero_pad(A_prev, p)
    dX = np.zeros(X.shape)
    dW = np.zeros(W.shape)
    for y in range(f):
        for x in range(f):
            dW[y, x] = np.tensordot(X[:, y:y + n_H, x:x + n_W], dZ, axes=([0, 1, 2], [0, 1, 2]))
            dX[:, y:y + n_H, x:x + n_W] += dZ @ W[y, x].T
    return dX[:, p:p + H, p:p + V], dW, dZ.sum(axis=(0, 1, 2), keepdims=True)
