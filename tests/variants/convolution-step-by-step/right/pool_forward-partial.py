import numpy as np

from functools import partial
HOW = {"max": partial(np.amax, axis=(1, 2)), "average": partial(np.average, axis=(1, 2))}
def pool_forward(A_prev, hparameters, mode="max"):
    f, s = hparameters["f"], hparameters["stride"]
    n = [(k - f) // s + 1 for k in A_prev.shape[1:3]]
    A = np.array([[HOW[mode](A_prev[:, h*s:h*s+f, w*s:w*s+f]) for w in range(n[1])] for h in range(n[0])])
    return A.transpose(2, 0, 1, 3), (A_prev, hparameters)
