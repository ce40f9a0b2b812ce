from numpy import *

def pool_forward(A_prev, hparameters, mode="max"):
    f, stride = hparameters["f"], hparameters["stride"]
    n_H = int_(floor((A_prev.shape[1] - f) / stride)) + 1
    n_W = int_(floor((A_prev.shape[2] - f) / stride)) + 1
    A = zeros((A_prev.shape[0], n_H, n_W, A_prev.shape[3]))
    for h in arange(n_H):
        for w in arange(n_W):
            block_ = A_prev[:, h * stride:h * stride + f, w * stride:w * stride + f, :]
            A[:, h, w, :] = amax(amax(block_, axis=1), axis=1) if mode == "max" else mean(mean(block_, axis=1), axis=1)
    return A, (A_prev, hparameters)
