import numpy as np

def conv_backward(dZ, cache):
    A_prev, W, b, hparameters = cache
    stride = hparameters['stride']
    pad = hparameters['pad']
    f = W.shape[0]
    m, n_H, n_W, n_C = dZ.shape
    dA_prev, dW, db = np.zeros(A_prev.shape), np.zeros(W.shape), np.zeros(b.shape)
    A_prev_pad, dA_prev_pad = zero_pad(A_prev, pad), zero_pad(dA_prev, pad)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                t, l = h * stride, w * stride
                for c in range(n_C):
                    dA_prev_pad[i, t:t+f, l:l+f, :] += W[:, :, :, c] * dZ[i, h, w, c]
                    dW[:, :, :, c] += A_prev_pad[i, t:t+f, l:l+f, :] * dZ[i, h, w, c]
                    db[:, :, :, c] += dZ[i, h, w, c]
        if pad == 0:
            dA_prev[i] = dA_prev_pad[i]
        else:
            dA_prev[i] = dA_prev_pad[i, pad:-pad, pad:-pad]
    return dA_prev, dW, db
