import numpy as np

def average_pool(X, f, s):
    S = np.zeros((X.shape[0], X.shape[1] + 1, X.shape[2] + 1, X.shape[3]), dtype=np.float64)
    S[:, 1:, 1:] = X.astype(np.float64).cumsum(axis=1).cumsum(axis=2)
    box = S[:, f:, f:] - S[:, :-f, f:] - S[:, f:, :-f] + S[:, :-f, :-f]
    return box[:, ::s, ::s] / (f * f)

def max_pool(X, f, s):
    # maximum by rows first, then by columns
    H, W = X.shape[1] - f + 1, X.shape[2] - f + 1
    rows = np.max([X[:, k:k + H] for k in range(f)], axis=0)
    return np.max([rows[:, :, k:k + W] for k in range(f)], axis=0)[:, ::s, ::s]

POOLS = {"max": max_pool, "average": average_pool}

def pool_forward(A_prev, hparameters, mode="max"):
    return POOLS[mode](A_prev, hparameters["f"], hparameters["stride"]), (A_prev, hparameters)
