# breaks: pool_backward
# because: The mask is that of the example before.
import numpy as np

def pool_backward(dA, cache, mode="max"):
    A_prev, hparameters = cache
    stride = hparameters["stride"]
    f = hparameters["f"]
    m, n_H_prev, n_W_prev, n_C_prev = A_prev.shape
    m, n_H, n_W, n_C = dA.shape
    dA_prev = np.zeros(A_prev.shape)

    for i in range(m):
        a_prev = A_prev[i - 1]
        for h in range(n_H):
            top = h * stride
            for w in range(n_W):
                left = w * stride
                for c in range(n_C):
                    if mode == "max":
                        window = a_prev[top : top + f, left : left + f, c]
                        mask = create_mask_from_window(window)
                        dA_prev[i, top : top + f, left : left + f, c] += mask * dA[i, h, w, c]
                    elif mode == "average":
                        da = dA[i, h, w, c]
                        dA_prev[i, top : top + f, left : left + f, c] += distribute_value(da, (f, f))

    return dA_prev
