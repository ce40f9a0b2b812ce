import numpy as np

def pool_backward(dA, cache, mode="max"):
    A_prev, hparameters = cache
    f, stride = hparameters["f"], hparameters["stride"]
    m, H, W, C = A_prev.shape
    numbers = np.arange(A_prev.size).reshape(A_prev.shape)
    targets, amounts = [], []
    for i, h, w, c in np.ndindex(*dA.shape):
        ids = numbers[i, h*stride:h*stride+f, w*stride:w*stride+f, c].ravel()
        if mode == "max":
            targets.append(ids[np.argmax(A_prev.ravel()[ids])])
            amounts.append(dA[i, h, w, c])
        else:
            targets.extend(ids)
            amounts.extend([dA[i, h, w, c] / ids.size] * ids.size)
    return np.bincount(targets, weights=amounts, minlength=A_prev.size).reshape(A_prev.shape)
