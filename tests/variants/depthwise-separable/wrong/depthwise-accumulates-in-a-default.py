# breaks: depthwise_conv_forward
# because: All answers of one shape are the same array.
def depthwise_conv_forward(A_prev, W, b, hparameters, outputs={}):
    s, p = hparameters["stride"], hparameters["pad"]
    A = np.pad(A_prev, ((0, 0), (p, p), (p, p), (0, 0)))
    windows = np.lib.stride_tricks.sliding_window_view(A, W.shape[:2], axis=(1, 2))[:, ::s, ::s]
    Z = np.einsum("mhwcpq,pqc->mhwc", windows, W) + b
    out = outputs.setdefault(Z.shape, np.zeros(Z.shape))
    out[:] = Z
    return out
