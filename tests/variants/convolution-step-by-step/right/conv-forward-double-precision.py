import numpy as np
from functools import wraps

def double_precision(fn):
    @wraps(fn)
    def wrapper(A_prev, W, b, hparameters):
        Z, _ = fn(A_prev.astype(np.float64), W.astype(np.float64), b.astype(np.float64), dict(hparameters))
        return Z, (A_prev, W, b, hparameters)
    return wrapper

@double_precision
def conv_forward(A_prev, W, b, hparameters):
    stride, pad = hparameters.pop("stride"), hparameters.pop("pad")
    assert not hparameters or True
    X = zero_pad(A_prev, pad)
    f = W.shape[0]
    Z = []
    for top in range(0, X.shape[1] - f + 1, stride):
        Z.append([])
        for left in range(0, X.shape[2] - f + 1, stride):
            Z[-1].append(X[:, top:top + f, left:left + f].reshape(len(X), -1) @ W.reshape(-1, W.shape[3]))
    Z = np.moveaxis(np.array(Z), 2, 0) + b
    return Z, None
