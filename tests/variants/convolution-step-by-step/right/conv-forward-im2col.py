import numpy as np

def im2col(X, f, stride, n_H, n_W):
    rows = []
    for img in X:
        for h in range(n_H):
            for w in range(n_W):
                rows.append(img[h*stride:h*stride + f, w*stride:w*stride + f].flatten())
    return np.array(rows)

def conv_forward(A_prev, W, b, hparameters):
    m, n_H_prev, n_W_prev, n_C_prev = A_prev.shape
    (f, _, _, n_C) = W.shape
    stride, pad = hparameters["stride"], hparameters["pad"]
    n_H = int(np.floor((n_H_prev - f + 2*pad) / stride)) + 1
    n_W = int(np.floor((n_W_prev - f + 2*pad) / stride)) + 1
    cols = im2col(zero_pad(A_prev, pad), f, stride, n_H, n_W)
    Z = cols.dot(W.reshape(-1, n_C)) + b.reshape(1, n_C)
    Z = Z.reshape(m, n_H, n_W, n_C)
    assert Z.shape == (m, n_H, n_W, n_C)
    return Z, (A_prev, W, b, hparameters)
