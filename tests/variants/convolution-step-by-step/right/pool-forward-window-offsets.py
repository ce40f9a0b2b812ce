import numpy as np

def pool_forward(A_prev, hparameters, mode="max"):
    f, stride = hparameters["f"], hparameters["stride"]
    m, H, W, C = A_prev.shape
    n_H = 1 + (H - f) // stride
    n_W = 1 + (W - f) // stride
    best = np.full((m, n_H, n_W, C), np.NINF)
    total = np.zeros((m, n_H, n_W, C))
    for dy in range(f):
        for dx in range(f):
            layer = A_prev[:, dy:dy + stride * (n_H - 1) + 1:stride, dx:dx + stride * (n_W - 1) + 1:stride]
            best = np.maximum(best, layer)
            total += layer
    A = best if mode == "max" else total / f ** 2
    return A, (A_prev, hparameters)
