# breaks: conv_backward
# because: As many columns as rows are taken out of the border.
def conv_backward(dZ, cache):
    A_prev, W, b, hparameters = cache
    stride, pad, f = hparameters["stride"], hparameters["pad"], W.shape[0]
    A = zero_pad(A_prev, pad)
    dA, dW = np.zeros(A.shape), np.zeros(W.shape)
    for (i, h, w, c), g in np.ndenumerate(dZ):
        place = np.s_[i, h * stride:h * stride + f, w * stride:w * stride + f]
        dA[place] += g * W[..., c]
        dW[..., c] += g * A[place]
    n_H = A_prev.shape[1]
    dA_prev = np.zeros(A_prev.shape)
    part = dA[:, pad:pad + n_H, pad:pad + n_H]
    dA_prev[:, :, :part.shape[2]] = part[:, :, :A_prev.shape[2]]
    return dA_prev, dW, dZ.sum((0, 1, 2), keepdims=True)
