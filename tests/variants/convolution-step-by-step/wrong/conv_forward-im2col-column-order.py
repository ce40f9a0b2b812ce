# breaks: conv_forward
# because: Flattens the windows in another order than the filters.
import numpy as np

def conv_forward(A_prev, W, b, hparameters):
    stride, pad = hparameters["stride"], hparameters["pad"]
    f, _, _, n_C = W.shape
    X = zero_pad(A_prev, pad)
    n_H = (X.shape[1] - f) // stride + 1
    n_W = (X.shape[2] - f) // stride + 1
    windows = np.lib.stride_tricks.sliding_window_view(X, (f, f), axis=(1, 2))[:, ::stride, ::stride]
    cols = windows.reshape(-1, X.shape[3] * f * f)
    Z = (cols @ W.reshape(-1, n_C)).reshape(len(X), n_H, n_W, n_C) + b
    return Z, (A_prev, W, b, hparameters)
