import numpy as np

def conv_backward(dZ, cache):
    A_prev, W, b, hparameters = cache
    stride, pad = hparameters["stride"], hparameters["pad"]
    _, n_H, n_W, n_C = dZ.shape
    f = W.shape[0]
    _, H, Wd, _ = A_prev.shape
    X = zero_pad(A_prev, pad)
    dX = np.zeros(X.shape)
    dW = np.zeros(W.shape)
    for y in range(f):
        for x in range(f):
            sl = np.s_[:, y:y + stride*(n_H-1) + 1:stride, x:x + stride*(n_W-1) + 1:stride, :]
            dW[y, x] = np.einsum('mhwk,mhwc->kc', X[sl], dZ)
            dX[sl] += np.einsum('mhwc,kc->mhwk', dZ, W[y, x])
    db = np.einsum('mhwc->c', dZ).reshape(1, 1, 1, n_C)
    return dX[:, pad:pad + H, pad:pad + Wd, :], dW, db
