import numpy as np
from scipy import signal

def conv_forward(A_prev, W, b, hparameters):
    stride = hparameters["stride"]
    X = zero_pad(A_prev, hparameters["pad"])
    Z = []
    for img in X:
        maps = [signal.correlate(img, W[..., c], mode='valid', method='direct')[::stride, ::stride, 0] + b[0, 0, 0, c]
                for c in range(W.shape[3])]
        Z.append(np.dstack(maps))
    return np.array(Z), (A_prev, W, b, hparameters)
