import numpy as np

def pool_forward(A_prev, hparameters, mode="max"):
    m, n_H_prev, n_W_prev, n_C = A_prev.shape
    f, stride = hparameters["f"], hparameters["stride"]
    n_H = int((n_H_prev - f) / stride) + 1
    n_W = int((n_W_prev - f) / stride) + 1
    A = np.zeros((m, n_H, n_W, n_C))
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    biggest = -np.Inf
                    added = 0
                    for y in range(h * stride, h * stride + f):
                        for x in range(w * stride, w * stride + f):
                            v = A_prev[i, y, x, c]
                            added = added + v
                            if v > biggest:
                                biggest = v
                    if mode == "max":
                        A[i, h, w, c] = biggest
                    else:
                        A[i, h, w, c] = added / (f * f)
    return A, (A_prev, hparameters)
