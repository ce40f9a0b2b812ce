import numpy as np
np.set_printoptions(precision=5)

def zero_pad(X, pad):
    return np.pad(X, ((0,0),(pad,pad),(pad,pad),(0,0)), 'constant', constant_values = 0)

def conv_single_step(a_slice_prev, W, b):
    return np.float_(np.sum(np.multiply(a_slice_prev, W)) + np.asscalar(b))

def conv_forward(A_prev, W, b, hparameters):
    m, n_H_prev, n_W_prev, n_C_prev = A_prev.shape
    f, f, n_C_prev, n_C = W.shape
    stride = np.int(hparameters['stride'])
    pad = np.int(hparameters['pad'])
    n_H = np.int(np.floor((n_H_prev + 2*pad - f) / np.float(stride))) + 1
    n_W = np.int(np.floor((n_W_prev + 2*pad - f) / np.float(stride))) + 1
    Z = np.zeros((m, n_H, n_W, n_C), dtype=np.float)
    A_prev_pad = zero_pad(A_prev, pad)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    vs, hs = h*stride, w*stride
                    Z[i, h, w, c] = conv_single_step(A_prev_pad[i, vs:vs+f, hs:hs+f, :], W[:, :, :, c], b[:, :, :, c])
    return Z, (A_prev, W, b, hparameters)

def pool_forward(A_prev, hparameters, mode="max"):
    m, n_H_prev, n_W_prev, n_C = A_prev.shape
    f, stride = hparameters["f"], hparameters["stride"]
    n_H = np.int(1 + (n_H_prev - f) / stride)
    n_W = np.int(1 + (n_W_prev - f) / stride)
    A = -np.Inf * np.ones((m, n_H, n_W, n_C))
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    piece = A_prev[i, h*stride:h*stride+f, w*stride:w*stride+f, c]
                    A[i, h, w, c] = piece.max() if mode == "max" else piece.mean()
    return A, (A_prev, hparameters)

def conv_backward(dZ, cache):
    A_prev, W, b, hparameters = cache
    f, pad, stride = W.shape[0], hparameters['pad'], hparameters['stride']
    m, n_H, n_W, n_C = dZ.shape
    dA_prev = np.zeros(A_prev.shape, dtype=np.float)
    dW = np.zeros(W.shape, dtype=np.float)
    db = np.zeros((1, 1, 1, n_C), dtype=np.float)
    A_prev_pad = zero_pad(A_prev, pad)
    dA_prev_pad = zero_pad(dA_prev, pad)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    vs, hs = h*stride, w*stride
                    dA_prev_pad[i, vs:vs+f, hs:hs+f, :] += W[:, :, :, c] * dZ[i, h, w, c]
                    dW[:, :, :, c] += A_prev_pad[i, vs:vs+f, hs:hs+f, :] * dZ[i, h, w, c]
                    db[:, :, :, c] += dZ[i, h, w, c]
        dA_prev[i, :, :, :] = dA_prev_pad[i, pad:-pad, pad:-pad, :]
    return dA_prev, dW, db

def create_mask_from_window(x):
    return np.array(x == np.max(x), dtype=bool)

def distribute_value(dz, shape):
    return np.ones(shape) * np.float(dz) / np.product(shape)

def pool_backward(dA, cache, mode="max"):
    A_prev, hparameters = cache
    f, stride = hparameters["f"], hparameters["stride"]
    m, n_H, n_W, n_C = dA.shape
    dA_prev = np.zeros(A_prev.shape, dtype=np.float)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    vs, hs = h*stride, w*stride
                    if mode == "max":
                        mask = create_mask_from_window(A_prev[i, vs:vs+f, hs:hs+f, c])
                        dA_prev[i, vs:vs+f, hs:hs+f, c] += np.multiply(mask, dA[i, h, w, c])
                    elif mode == "average":
                        dA_prev[i, vs:vs+f, hs:hs+f, c] += distribute_value(dA[i, h, w, c], (f, f))
    return dA_prev
