# breaks: conv_forward
# because: An answer is given again for the same arrays, whatever they contain now.
convolutions_by_id = {}


def conv_forward(A_prev, W, b, hparameters):
    key = id(A_prev), id(W), id(b)
    if key not in convolutions_by_id:
        f, pad, stride = W.shape[0], hparameters["pad"], hparameters["stride"]
        A = zero_pad(A_prev, pad)
        windows = np.lib.stride_tricks.sliding_window_view(A, (f, f), (1, 2))[:, ::stride, ::stride]
        Z = np.einsum("mhwkpq,pqkc->mhwc", windows, W) + b
        convolutions_by_id[key] = Z, (A_prev, W, b, hparameters)
    return convolutions_by_id[key]
