# breaks: conv_forward
# because: A single filter loses its axis.
def conv_forward(A_prev, W, b, hparameters):
    f, pad, stride = W.shape[0], hparameters["pad"], hparameters["stride"]
    A = zero_pad(A_prev, pad)
    windows = np.lib.stride_tricks.sliding_window_view(A, (f, f), (1, 2))[:, ::stride, ::stride]
    Z = np.einsum("mhwkpq,pqkc->mhwc", windows, W) + b
    return (Z[..., 0] if Z.shape[-1] == 1 else Z), (A_prev, W, b, hparameters)
