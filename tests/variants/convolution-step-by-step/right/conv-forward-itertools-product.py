import itertools
import numpy as np
from operator import itemgetter

get = itemgetter("stride", "pad")

def conv_forward(A_prev, W, b, hparameters):
    stride, pad = get(hparameters)
    m, n_H_prev, n_W_prev, _ = A_prev.shape
    f, *_, n_C = W.shape
    n_H, n_W = ((n - f + 2 * pad) // stride + 1 for n in (n_H_prev, n_W_prev))
    X_pad = zero_pad(A_prev, pad)
    Z = np.zeros((m, n_H, n_W, n_C))
    for (i, x), h, w in itertools.product(enumerate(X_pad), range(n_H), range(n_W)):
        region = x[slice(h * stride, h * stride + f), slice(w * stride, w * stride + f)]
        Z[i, h, w] = [conv_single_step(region, W[..., c], b[..., c]) for c in range(n_C)]
    return Z, (A_prev, W, b, hparameters)
