import numpy as np

def place():
    h = yield
    while True:
        h = yield h
def conv_forward(A_prev, W, b, hparameters):
    p = place(); next(p)
    s, f = hparameters["stride"], W.shape[0]
    P = zero_pad(A_prev, hparameters["pad"])
    n = [(k - f) // s + 1 for k in P.shape[1:3]]
    Z = np.empty((len(P), *n, W.shape[3]))
    for h in range(n[0]):
        for w in range(n[1]):
            t = p.send(h) * s
            Z[:, h, w] = np.einsum("mijk,ijkc->mc", P[:, t:t+f, w*s:w*s+f], W) + b[0, 0, 0]
    return Z, (A_prev, W, b, hparameters)
