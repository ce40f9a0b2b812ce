import numpy as np

exec("""
def conv_forward(A_prev, W, b, hparameters):
    s, f = hparameters["stride"], W.shape[0]
    V = np.lib.stride_tricks.sliding_window_view(zero_pad(A_prev, hparameters["pad"]), (f, f), axis=(1, 2))[:, ::s, ::s]
    return np.tensordot(V, W, ((4, 5, 3), (0, 1, 2))) + b, (A_prev, W, b, hparameters)
""")
