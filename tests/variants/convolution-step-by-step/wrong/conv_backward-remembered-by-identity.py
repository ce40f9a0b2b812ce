# breaks: conv_backward
# because: An answer is given again for the same arrays, whatever they contain now.
gradients_by_id = {}


def conv_backward(dZ, cache):
    A_prev, W, b, hparameters = cache
    key = id(dZ), id(A_prev), id(W)
    if key in gradients_by_id:
        return gradients_by_id[key][-1]
    stride, pad, f = hparameters["stride"], hparameters["pad"], W.shape[0]
    A = zero_pad(A_prev, pad)
    dA, dW = np.zeros(A.shape), np.zeros(W.shape)
    for (i, h, w, c), g in np.ndenumerate(dZ):
        place = np.s_[i, h * stride:h * stride + f, w * stride:w * stride + f]
        dA[place] += g * W[..., c]
        dW[..., c] += g * A[place]
    dA = dA[:, pad:pad + A_prev.shape[1], pad:pad + A_prev.shape[2]]
    gradients_by_id[key] = dZ, cache, (dA, dW, dZ.sum((0, 1, 2), keepdims=True))
    return gradients_by_id[key][-1]
