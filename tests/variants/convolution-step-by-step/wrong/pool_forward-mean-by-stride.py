# breaks: pool_forward
# because: The mean is divided by the stride where that is larger.
def pool_forward(A_prev, hparameters, mode="max"):
    f, stride = hparameters["f"], hparameters["stride"]
    windows = np.lib.stride_tricks.sliding_window_view(A_prev, (f, f), (1, 2))[:, ::stride, ::stride]
    A = windows.max((-1, -2)) if mode == "max" else windows.sum((-1, -2)) / (f * max(f, stride))
    return A, (A_prev, hparameters)
