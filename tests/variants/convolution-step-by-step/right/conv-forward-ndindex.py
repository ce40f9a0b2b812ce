import numpy as np

def conv_forward(A_prev, W, b, hparameters):
    if (pad := hparameters["pad"]) > 0:
        A = zero_pad(A_prev, pad)
    else:
        A = A_prev
    stride = hparameters["stride"]
    f = W.shape[0]
    out_shape = (A.shape[0], (A.shape[1] - f) // stride + 1, (A.shape[2] - f) // stride + 1, W.shape[3])
    Z = np.zeros(out_shape)
    for i, h, w, c in np.ndindex(*out_shape):
        Z[i, h, w, c] = conv_single_step(A[i, h * stride:h * stride + f, w * stride:w * stride + f, :], W[:, :, :, c], b[:, :, :, c])
    return Z, (A_prev, W, b, hparameters)
