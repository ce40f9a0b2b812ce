import numpy as np

def conv_forward(A_prev, W, b, hparameters):
    s, p, f = hparameters["stride"], hparameters["pad"], W.shape[0]
    P = zero_pad(A_prev, p)
    m, H, V, C = P.shape
    n_H, n_W = (H - f) // s + 1, (V - f) // s + 1
    index = np.arange(H * V * C).reshape(H, V, C)
    rows = np.array([index[h*s:h*s+f, w*s:w*s+f].ravel() for h in range(n_H) for w in range(n_W)])
    T = np.zeros((n_H * n_W, W.shape[3], H * V * C))
    for k, row in enumerate(rows):
        T[k, :, row] = W.reshape(-1, W.shape[3])
    Z = (P.reshape(m, -1) @ T.reshape(-1, H * V * C).T).reshape(m, n_H, n_W, -1) + b
    return Z, (A_prev, W, b, hparameters)
