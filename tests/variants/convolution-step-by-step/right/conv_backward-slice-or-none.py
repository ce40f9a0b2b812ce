def conv_backward(dZ, cache):
    (A_prev, W, b, hparameters) = cache
    stride, pad, f = hparameters["stride"], hparameters["pad"], W.shape[0]
    A_prev_pad = zero_pad(A_prev, pad)
    dA_prev_pad, dW = np.zeros_like(A_prev_pad), np.zeros_like(W)
    for (i, h, w, c), gradient in np.ndenumerate(dZ):
        window = (i, slice(h * stride, h * stride + f), slice(w * stride, w * stride + f))
        dA_prev_pad[window] += gradient * W[..., c]
        dW[..., c] += gradient * A_prev_pad[window]
    inner = slice(pad, -pad or None)
    return dA_prev_pad[:, inner, inner], dW, dZ.sum((0, 1, 2), keepdims=True)
