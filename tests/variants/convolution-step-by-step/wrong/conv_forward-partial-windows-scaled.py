# breaks: conv_forward
# because: Windows over the border are scaled up.
def conv_forward(A_prev, W, b, hparameters):
    stride, pad, f = hparameters["stride"], hparameters["pad"], W.shape[0]
    A = zero_pad(A_prev, pad)
    inside = zero_pad(np.ones_like(A_prev), pad)
    n_H, n_W = (A.shape[1] - f) // stride + 1, (A.shape[2] - f) // stride + 1
    Z = np.zeros((len(A), n_H, n_W, W.shape[3]))
    for i, h, w, c in np.ndindex(*Z.shape):
        place = np.s_[i, h * stride:h * stride + f, w * stride:w * stride + f]
        share = inside[place].mean() or 1.0
        Z[i, h, w, c] = np.sum(A[place] * W[..., c]) / share + b[0, 0, 0, c]
    return Z, (A_prev, W, b, hparameters)
