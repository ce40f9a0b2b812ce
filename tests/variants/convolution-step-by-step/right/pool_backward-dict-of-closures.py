import numpy as np

def pool_backward(dA, cache, mode="max"):
    A_prev, hparameters = cache
    stride = hparameters["stride"]
    f = hparameters["f"]
    m, n_H_prev, n_W_prev, n_C_prev = A_prev.shape
    m, n_H, n_W, n_C = dA.shape
    dA_prev = np.zeros(A_prev.shape)

    for i in range(m):
        a_prev = A_prev[i]
        for h in range(n_H):
            top = h * stride
            for w in range(n_W):
                left = w * stride
                for c in range(n_C):
                    part = (i, slice(top, top + f), slice(left, left + f), c)
                    share = {"max": lambda d: create_mask_from_window(A_prev[part]) * d, "average": lambda d: distribute_value(d, (f, f))}
                    dA_prev[part] += share[mode](dA[i, h, w, c])

    return dA_prev
