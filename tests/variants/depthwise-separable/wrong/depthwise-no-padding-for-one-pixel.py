# breaks: depthwise_conv_forward
# because: Padding is left out where f is 1.
def depthwise_conv_forward(A_prev, W, b, hparameters):
    s, p = hparameters["stride"], hparameters["pad"] if W.shape[0] > 1 else 0
    A = np.pad(A_prev, ((0, 0), (p, p), (p, p), (0, 0)))
    windows = np.lib.stride_tricks.sliding_window_view(A, W.shape[:2], axis=(1, 2))[:, ::s, ::s]
    return np.einsum("mhwcpq,pqc->mhwc", windows, W) + b
