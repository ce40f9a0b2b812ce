import numpy as np

def conv_forward(A_prev, W, b, hparameters):
    s = hparameters["stride"]
    p = hparameters["pad"]
    f, n_C = W.shape[0], W.shape[3]
    padded = zero_pad(A_prev, p)
    tops = range(0, padded.shape[1] - f + 1, s)
    lefts = range(0, padded.shape[2] - f + 1, s)
    Z = np.array([[[[conv_single_step(a[t:t + f, l:l + f], W[..., c], b[..., c]) for c in range(n_C)]
                    for l in lefts] for t in tops] for a in padded])
    return Z, (A_prev, W, b, hparameters)
