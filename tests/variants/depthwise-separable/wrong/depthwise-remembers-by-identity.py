# breaks: depthwise_conv_forward
# because: An answer is given again for the same arrays, whatever they contain now.
depthwise_by_id = {}


def depthwise_conv_forward(A_prev, W, b, hparameters):
    s, p = hparameters["stride"], hparameters["pad"]
    key = id(A_prev), id(W)
    if key not in depthwise_by_id:
        A = np.pad(A_prev, ((0, 0), (p, p), (p, p), (0, 0)))
        windows = np.lib.stride_tricks.sliding_window_view(A, W.shape[:2], axis=(1, 2))[:, ::s, ::s]
        depthwise_by_id[key] = A_prev, W, np.einsum("mhwcpq,pqc->mhwc", windows, W) + b
    return depthwise_by_id[key][2]
