import numpy as np

def pool_backward(dA, cache, mode="max"):
    (A_prev, hparameters) = cache
    f = hparameters["f"]
    stride = hparameters["stride"]
    m, n_H, n_W, n_C = dA.shape
    dA_prev = np.zeros_like(A_prev, dtype=np.float64)
    for h in range(n_H):
        for w in range(n_W):
            rows = slice(h * stride, h * stride + f)
            cols = slice(w * stride, w * stride + f)
            grad = dA[:, h:h+1, w:w+1, :]
            if mode == "max":
                piece = A_prev[:, rows, cols, :]
                dA_prev[:, rows, cols, :] += grad * (piece == piece.max(axis=(1, 2), keepdims=True))
            elif mode == "average":
                dA_prev[:, rows, cols, :] += grad / (f * f)
    return dA_prev
