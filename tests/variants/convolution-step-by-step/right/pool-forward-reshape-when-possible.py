import numpy as np

def pool_forward(A_prev, hparameters, mode="max"):
    f, stride = hparameters["f"], hparameters["stride"]
    m, H, W, C = A_prev.shape
    reduce = np.max if mode == "max" else np.mean
    if f == stride:
        # windows do not overlap: cut the rest off and reshape
        n_H, n_W = H // f, W // f
        blocks = A_prev[:, :n_H * f, :n_W * f].reshape(m, n_H, f, n_W, f, C)
        A = reduce(blocks, axis=(2, 4))
    else:
        n_H, n_W = (H - f) // stride + 1, (W - f) // stride + 1
        A = np.zeros((m, n_H, n_W, C))
        for h in range(n_H):
            for w in range(n_W):
                A[:, h, w, :] = reduce(A_prev[:, h*stride:h*stride+f, w*stride:w*stride+f, :], axis=(1, 2))
    return A, (A_prev, hparameters)
