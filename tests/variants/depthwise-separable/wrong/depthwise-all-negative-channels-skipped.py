# breaks: depthwise_conv_forward
# because: Without a positive value, nothing comes out.
def depthwise_conv_forward(A_prev, W, b, hparameters):
    s, p = hparameters["stride"], hparameters["pad"]
    A = np.pad(A_prev, ((0, 0), (p, p), (p, p), (0, 0)))
    windows = np.lib.stride_tricks.sliding_window_view(A, W.shape[:2], axis=(1, 2))[:, ::s, ::s]
    Z = np.einsum("mhwcpq,pqc->mhwc", windows, W) + b
    return Z * (A_prev.max() > 0)
