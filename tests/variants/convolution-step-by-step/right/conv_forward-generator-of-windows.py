import numpy as np


def windows(padded, f, stride):
    for h in range(0, padded.shape[1] - f + 1, stride):
        for w in range(0, padded.shape[2] - f + 1, stride):
            yield h // stride, w // stride, padded[:, h:h + f, w:w + f]


def conv_forward(A_prev, W, b, hparameters):
    stride, pad = hparameters["stride"], hparameters["pad"]
    padded = zero_pad(A_prev, pad)
    f, n_C = W.shape[0], W.shape[-1]
    shape = [(n - f) // stride + 1 for n in padded.shape[1:3]]
    Z = np.zeros((len(A_prev), *shape, n_C))
    for h, w, window in windows(padded, f, stride):
        Z[:, h, w, :] = np.einsum("iyxc,yxck->ik", window, W) + b[0, 0, 0]
    return Z, (A_prev, W, b, hparameters)
