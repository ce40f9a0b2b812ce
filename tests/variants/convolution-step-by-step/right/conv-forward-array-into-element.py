import numpy as np

def conv_forward(A_prev, W, b, hparameters):
    m, n_H_prev, n_W_prev, n_C_prev = A_prev.shape
    f, f, n_C_prev, n_C = W.shape
    stride, pad = hparameters["stride"], hparameters["pad"]
    n_H = np.int((n_H_prev - f + 2 * pad) / stride) + 1
    n_W = np.int((n_W_prev - f + 2 * pad) / stride) + 1
    Z = np.zeros([m, n_H, n_W, n_C], dtype=np.float)
    padded = zero_pad(A_prev, pad)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    piece = padded[i, h*stride:h*stride+f, w*stride:w*stride+f]
                    Z[i, h, w, c] = np.sum(piece * W[..., c]) + b[:, :, :, c]
    return Z, (A_prev, W, b, hparameters)
