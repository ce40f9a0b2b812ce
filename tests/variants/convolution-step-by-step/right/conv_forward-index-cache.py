import numpy as np

INDEX = {}
def places(n, f, s):
    if (n, f, s) not in INDEX:
        INDEX[n, f, s] = np.arange((n - f) // s + 1)[:, None] * s + np.arange(f)
    return INDEX[n, f, s]
def conv_forward(A_prev, W, b, hparameters):
    P, s, f = zero_pad(A_prev, hparameters["pad"]), hparameters["stride"], len(W)
    y, x = places(P.shape[1], f, s), places(P.shape[2], f, s)
    V = P[:, y[:, None, :, None], x[None, :, None, :]]
    return np.einsum("mhwijk,ijkc->mhwc", V, W) + b, (A_prev, W, b, hparameters)
