# breaks: conv_forward
# because: The cache has the filters turned round.
def conv_forward(A_prev, W, b, hparameters):
    f, pad, stride = W.shape[0], hparameters["pad"], hparameters["stride"]
    W = W[::-1, ::-1]
    A = zero_pad(A_prev, pad)
    windows = np.lib.stride_tricks.sliding_window_view(A, (f, f), (1, 2))[:, ::stride, ::stride]
    Z = np.einsum("mhwkpq,pqkc->mhwc", windows, W[::-1, ::-1]) + b
    return Z, (A_prev, W, b, hparameters)
