import numpy as np

def conv_backward(dZ, cache):
    A_prev, W, b, hparameters = cache
    stride, pad = hparameters["stride"], hparameters["pad"]
    f = W.shape[0]
    n_C = W.shape[3]
    P = zero_pad(A_prev, pad)
    dP = np.zeros_like(P, dtype=np.float64)
    dW = np.zeros_like(W, dtype=np.float64)
    db = np.zeros_like(b, dtype=np.float64)
    for c in range(n_C):
        for h in range(dZ.shape[1]):
            for w in range(dZ.shape[2]):
                rows, cols = slice(h*stride, h*stride+f), slice(w*stride, w*stride+f)
                for i in range(dZ.shape[0]):
                    g = dZ[i, h, w, c]
                    dP[i, rows, cols] = dP[i, rows, cols] + g * W[..., c]
                    dW[..., c] = dW[..., c] + g * P[i, rows, cols]
                    db[..., c] = db[..., c] + g
    return [dP[:, pad:P.shape[1]-pad, pad:P.shape[2]-pad], dW, db]
