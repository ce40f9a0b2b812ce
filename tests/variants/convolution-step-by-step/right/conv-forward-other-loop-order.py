import numpy as np

def conv_forward(A_prev, W, b, hparameters):
    (m, n_H_prev, n_W_prev, n_C_prev) = A_prev.shape
    (f, f, n_C_prev, n_C) = W.shape
    stride = hparameters['stride']
    pad = hparameters['pad']
    n_H = int((n_H_prev - f + 2 * pad) / stride + 1)
    n_W = int((n_W_prev - f + 2 * pad) / stride + 1)
    A_prev_pad = zero_pad(A_prev, pad)
    Z = np.zeros((m, n_H, n_W, n_C))
    for c in range(n_C):
        weights = W[:, :, :, c]
        bias = b[:, :, :, c]
        for w in range(n_W - 1, -1, -1):
            for h in range(n_H - 1, -1, -1):
                for i in range(m):
                    Z[i, h, w, c] = conv_single_step(
                        A_prev_pad[i, h*stride:h*stride+f, w*stride:w*stride+f, :], weights, bias)
    cache = (A_prev, W, b, hparameters)
    return Z, cache
