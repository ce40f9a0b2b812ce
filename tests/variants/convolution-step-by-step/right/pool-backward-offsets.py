import numpy as np

def pool_backward(dA, cache, mode="max"):
    A_prev, hparameters = cache
    f, s = hparameters["f"], hparameters["stride"]
    _, n_H, n_W, _ = dA.shape
    views = [np.s_[:, y:y + s*(n_H-1) + 1:s, x:x + s*(n_W-1) + 1:s] for y in range(f) for x in range(f)]
    dA_prev = np.zeros(A_prev.shape)
    if mode == "average":
        for v in views:
            dA_prev[v] += dA / f**2
    else:
        top = np.max([A_prev[v] for v in views], axis=0)
        for v in views:
            dA_prev[v] += (A_prev[v] == top) * dA
    return dA_prev
