"""Has a helper that calls a later function, which is blank, in the hope that somebody fills it in."""
# loses: zero_pad=15 error, conv_forward=15 missing
import numpy as np


def zero_pad(X, pad):
    n_C = X.shape[3]
    W = np.eye(n_C).reshape(1, 1, n_C, n_C)
    return conv_forward(X, W, np.zeros((1, 1, 1, n_C)), {"stride": 1, "pad": pad})[0]


def conv_forward(A_prev, W, b, hparameters):
    return None
