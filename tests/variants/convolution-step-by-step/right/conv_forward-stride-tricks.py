import numpy as np
from numpy.lib.stride_tricks import as_strided


def conv_forward(A_prev, W, b, hparameters):
    stride, pad = hparameters["stride"], hparameters["pad"]
    m, n_H_prev, n_W_prev, n_C_prev = A_prev.shape
    f, n_C = W.shape[0], W.shape[3]
    n_H, n_W = ((n - f + 2 * pad) // stride + 1 for n in (n_H_prev, n_W_prev))
    padded = np.ascontiguousarray(zero_pad(A_prev, pad))
    s = padded.strides
    view = as_strided(
        padded,
        (m, n_H, n_W, f, f, n_C_prev),
        (s[0], s[1] * stride, s[2] * stride, s[1], s[2], s[3]),
        writeable=False,
    )
    Z = np.tensordot(view, W, axes=([3, 4, 5], [0, 1, 2])) + b
    return Z, (A_prev, W, b, hparameters)
