import numpy as np
from itertools import product

def conv_backward(dZ, cache):
    A_prev, W, _, hp = cache
    s, p = hp["stride"], hp["pad"]
    f, _, k, n_C = W.shape
    X = zero_pad(A_prev, p)
    dX = zero_pad(np.zeros(A_prev.shape), p)
    positions = list(product(range(dZ.shape[1]), range(dZ.shape[2])))
    cols = np.concatenate([X[:, h*s:h*s+f, w*s:w*s+f].reshape(len(X), -1) for h, w in positions])
    grads = np.concatenate([dZ[:, h, w] for h, w in positions])
    dW = (cols.T @ grads).reshape(W.shape)
    dcols = grads @ W.reshape(-1, n_C).T
    for n, (h, w) in enumerate(positions):
        dX[:, h*s:h*s+f, w*s:w*s+f] += dcols[n*len(X):(n+1)*len(X)].reshape(len(X), f, f, k)
    keep = slice(p, p + A_prev.shape[1]), slice(p, p + A_prev.shape[2])
    return dX[:, keep[0], keep[1]], dW, grads.sum(0).reshape(1, 1, 1, -1)
