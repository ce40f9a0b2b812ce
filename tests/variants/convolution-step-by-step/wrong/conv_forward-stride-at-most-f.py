# breaks: conv_forward
# because: A stride above f is taken for f.
def conv_forward(A_prev, W, b, hparameters):
    f, pad = W.shape[0], hparameters["pad"]
    stride = min(hparameters["stride"], f)
    A = zero_pad(A_prev, pad)
    n_H, n_W = (A.shape[1] - f) // stride + 1, (A.shape[2] - f) // stride + 1
    Z = np.zeros((len(A), n_H, n_W, W.shape[3]))
    for i, h, w, c in np.ndindex(*Z.shape):
        window = A[i, h * stride:h * stride + f, w * stride:w * stride + f]
        Z[i, h, w, c] = conv_single_step(window, W[..., c], b[..., c])
    return Z, (A_prev, W, b, hparameters)
