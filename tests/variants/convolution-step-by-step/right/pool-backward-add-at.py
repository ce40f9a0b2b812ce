import numpy as np

def pool_backward(dA, cache, mode="max"):
    A_prev, hp = cache
    f, s = hp["f"], hp["stride"]
    m, n_H, n_W, n_C = dA.shape
    i, h, w, c = np.indices(dA.shape)
    out = np.zeros(A_prev.shape)
    if mode == "max":
        V = np.lib.stride_tricks.sliding_window_view(A_prev, (f, f), axis=(1, 2))[:, ::s, ::s]
        best = V.reshape(m, n_H, n_W, n_C, f * f).argmax(axis=-1)
        np.add.at(out, (i, h * s + best // f, w * s + best % f, c), dA)
    else:
        for k in range(f * f):
            np.add.at(out, (i, h * s + k // f, w * s + k % f, c), dA / (f * f))
    return out
