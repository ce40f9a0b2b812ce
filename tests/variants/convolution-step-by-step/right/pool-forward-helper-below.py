import numpy as np

def pool_forward(A_prev, hparameters, mode="max"):
    A = pool_all(A_prev, hparameters["f"], hparameters["stride"], reducer(mode))
    return A, (A_prev, hparameters)

def pool_all(X, f, s, fn):
    out = np.empty((X.shape[0], n_out(X.shape[1], f, s), n_out(X.shape[2], f, s), X.shape[3]))
    for i, h, w, c in np.ndindex(out.shape):
        out[i, h, w, c] = fn(X[i, s * h:s * h + f, s * w:s * w + f, c])
    return out

def reducer(mode):
    if mode == "max":
        return np.max
    if mode == "average":
        return np.mean
    raise ValueError("unknown mode " + mode)

def n_out(n, f, s):
    return len(range(0, n - f + 1, s))
