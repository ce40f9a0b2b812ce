# breaks: depthwise_conv_forward
# because: An answer is given again for arrays of the same shapes.
remembered_depthwise = {}


def depthwise_conv_forward(A_prev, W, b, hparameters):
    s, p = hparameters["stride"], hparameters["pad"]
    key = A_prev.shape, W.shape, s, p
    if key not in remembered_depthwise:
        A = np.pad(A_prev, ((0, 0), (p, p), (p, p), (0, 0)))
        windows = np.lib.stride_tricks.sliding_window_view(A, W.shape[:2], axis=(1, 2))[:, ::s, ::s]
        remembered_depthwise[key] = np.einsum("mhwcpq,pqc->mhwc", windows, W) + b
    return remembered_depthwise[key]
