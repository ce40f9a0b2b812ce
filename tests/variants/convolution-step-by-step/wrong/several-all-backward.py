# breaks: conv_backward, create_mask_from_window, distribute_value, pool_backward
# because: All four functions on the way back are wrong.
import numpy as np


def conv_backward(dZ, cache, kept={}):
    A_prev, W, b, hparameters = cache
    stride, pad = hparameters["stride"], hparameters["pad"]
    m, n_H_prev, n_W_prev, _ = A_prev.shape
    f = W.shape[0]
    A_pad = np.pad(A_prev, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    dA_pad, dW, db = kept.setdefault((A_pad.shape, W.shape), (np.zeros(A_pad.shape), np.zeros(W.shape), np.zeros(b.shape)))
    for i, h, w, c in np.ndindex(*dZ.shape):
        rows, columns = slice(h * stride, h * stride + f), slice(w * stride, w * stride + f)
        dA_pad[i, rows, columns] += W[..., c] * dZ[i, h, w, c]
        dW[..., c] += A_pad[i, rows, columns] * dZ[i, h, w, c]
        db[..., c] += dZ[i, h, w, c]
    return tuple(np.copy(a) for a in (dA_pad[:, pad:pad + n_H_prev, pad:pad + n_W_prev], dW, db))

def create_mask_from_window(x):
    nonzero = x[x != 0]
    return x == (nonzero.max() if nonzero.size else 0)

def distribute_value(dz, shape):
    return np.full(shape, abs(dz) / (shape[0] * shape[1]))

windows = {}

def pool_backward(dA, cache, mode="max"):
    A_prev, hparameters = cache
    f, stride = hparameters["f"], hparameters["stride"]
    A_prev = windows.setdefault(A_prev.shape, A_prev.copy())
    dA_prev = np.zeros(A_prev.shape)
    for i, h, w, c in np.ndindex(*dA.shape):
        place = (i, slice(h * stride, h * stride + f), slice(w * stride, w * stride + f), c)
        if mode == "max":
            window = A_prev[place]
            dA_prev[place] += (window == window.max()) * dA[i, h, w, c]
        else:
            dA_prev[place] += np.full((f, f), dA[i, h, w, c] / (f * f))
    return dA_prev
