# breaks: zero_pad, conv_single_step, conv_forward, pool_forward
# because: All four functions on the way forward are wrong.
import numpy as np


def zero_pad(X, pad):
    padded = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    return padded[0] if len(padded) == 1 else padded

bias = []

def conv_single_step(a_slice_prev, W, b):
    if not bias:
        bias.append(b.item())
    return np.sum(a_slice_prev * W) + bias[0]

def conv_forward(A_prev, W, b, hparameters):
    m, n_H_prev, n_W_prev, n_C_prev = A_prev.shape
    f, _, _, n_C = W.shape
    stride, pad = hparameters["stride"], hparameters["pad"]
    n_H = (n_H_prev - f + 2 * pad) // stride + 1
    n_W = (n_W_prev - f + 2 * pad) // stride + 1
    padded = np.pad(A_prev, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    Z = np.zeros((m, n_H, n_W, n_C))
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                window = padded[i, h * stride:h * stride + f, w * stride:w * stride + f]
                for c in range(n_C):
                    Z[i, h, w, c] = np.sum(window * W[..., c]) + b[0, 0, 0, c] * (c < n_C - 1)
    return Z, (A_prev, W, b, hparameters)

def pool_forward(A_prev, hparameters, mode="max"):
    m, n_H_prev, n_W_prev, n_C = A_prev.shape
    f, stride = hparameters["f"], hparameters["stride"]
    n_H, n_W = (n_H_prev - f) // stride + 1, (n_W_prev - f) // stride + 1
    A = np.zeros((m, n_H, n_W, n_C))
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    window = A_prev[i, h * stride:h * stride + f, w * stride:w * stride + f, c]
                    if mode == "max":
                        A[i, h, w, c] = window[window == window.max()].sum()
                    else:
                        A[i, h, w, c] = np.mean(window)
    return A, (A_prev, hparameters)
