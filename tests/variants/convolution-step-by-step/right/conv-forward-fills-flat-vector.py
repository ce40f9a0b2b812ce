import numpy as np

def conv_forward(A_prev, W, b, hparameters):
    stride, pad = hparameters["stride"], hparameters["pad"]
    m = A_prev.shape[0]
    f, n_C = W.shape[1], W.shape[3]
    n_H = int((A_prev.shape[1] - f + 2 * pad) / stride) + 1
    n_W = int((A_prev.shape[2] - f + 2 * pad) / stride) + 1
    X = zero_pad(A_prev, pad)

    def values():
        for i in range(m):
            for h in range(n_H):
                for w in range(n_W):
                    for c in range(n_C):
                        yield conv_single_step(X[i, h*stride:h*stride+f, w*stride:w*stride+f], W[..., c], b[..., c])

    Z = np.fromiter(values(), dtype=np.float_, count=m * n_H * n_W * n_C).reshape(m, n_H, n_W, n_C)
    return Z, (A_prev, W, b, hparameters)
