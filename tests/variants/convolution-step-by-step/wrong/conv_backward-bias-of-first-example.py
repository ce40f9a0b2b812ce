# breaks: conv_backward
# because: The bias's gradient is that of the first example.
def conv_backward(dZ, cache):
    A_prev, W, b, hparameters = cache
    stride, pad, f = hparameters["stride"], hparameters["pad"], W.shape[0]
    A = zero_pad(A_prev, pad)
    dA, dW = np.zeros(A.shape), np.zeros(W.shape)
    for (i, h, w, c), g in np.ndenumerate(dZ):
        place = np.s_[i, h * stride:h * stride + f, w * stride:w * stride + f]
        dA[place] += g * W[..., c]
        dW[..., c] += g * A[place]
    dA = dA[:, pad:pad + A_prev.shape[1], pad:pad + A_prev.shape[2]]
    return dA, dW, dZ[:1].sum((0, 1, 2), keepdims=True)
