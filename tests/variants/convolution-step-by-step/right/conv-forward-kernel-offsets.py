import numpy as np

def conv_forward(A_prev, W, b, hparameters):
    stride, pad = hparameters["stride"], hparameters["pad"]
    m, n_H_prev, n_W_prev, _ = A_prev.shape
    f = W.shape[0]
    n_H = (n_H_prev + 2 * pad - f) // stride + 1
    n_W = (n_W_prev + 2 * pad - f) // stride + 1
    P = zero_pad(A_prev, pad)
    Z = np.zeros((m, n_H, n_W, W.shape[-1])) + b
    for dy in range(f):
        for dx in range(f):
            shifted = P[:, dy:dy + (n_H - 1) * stride + 1:stride, dx:dx + (n_W - 1) * stride + 1:stride, :]
            Z += shifted @ W[dy, dx]
    return Z, (A_prev, W, b, hparameters)
