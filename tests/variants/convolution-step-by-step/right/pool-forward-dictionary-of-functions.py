import numpy as np

def pool_forward(A_prev, hparameters, mode="max"):
    pick = {"max": lambda v: np.sort(v, axis=None)[-1], "average": lambda v: np.sum(v) / v.size}
    f = hparameters["f"]
    stride = hparameters["stride"]
    m, n_H_prev, n_W_prev, n_C = A_prev.shape
    n_H = int(1 + (n_H_prev - f) / stride)
    n_W = int(1 + (n_W_prev - f) / stride)
    A = np.zeros((m, n_H, n_W, n_C))
    for c in range(n_C):
        for h in range(n_H):
            for w in range(n_W):
                for i in range(m):
                    A[i, h, w, c] = pick[mode](A_prev[i, h*stride:h*stride+f, w*stride:w*stride+f, c])
    return A, [A_prev, hparameters]
