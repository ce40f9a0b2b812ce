# breaks: conv_forward
# because: The cache has the bias in another shape.
def conv_forward(A_prev, W, b, hparameters):
    f, pad, stride = W.shape[0], hparameters["pad"], hparameters["stride"]
    A = zero_pad(A_prev, pad)
    windows = np.lib.stride_tricks.sliding_window_view(A, (f, f), (1, 2))[:, ::stride, ::stride]
    b = b.ravel()
    Z = np.einsum("mhwkpq,pqkc->mhwc", windows, W) + b
    return Z, (A_prev, W, b, hparameters)
