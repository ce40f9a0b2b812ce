import numpy as np

def conv_backward(dZ, cache):
    A_prev, W, b, hp = cache
    s, p, f = hp["stride"], hp["pad"], W.shape[0]
    m, H, Wd, C = A_prev.shape
    _, n_H, n_W, F = dZ.shape
    dA = np.zeros((m, H, Wd, C))
    dW = np.zeros((f, f, C, F))
    for y in range(H):
        for x in range(Wd):
            for h in range(n_H):
                ky = y + p - h * s
                if not 0 <= ky < f:
                    continue
                for w in range(n_W):
                    kx = x + p - w * s
                    if 0 <= kx < f:
                        dA[:, y, x] += dZ[:, h, w] @ W[ky, kx].T
                        dW[ky, kx] += A_prev[:, y, x].T @ dZ[:, h, w]
    return dA, dW, np.sum(np.sum(np.sum(dZ, 0), 0), 0)[None, None, None]
