# breaks: conv_forward
# because: Calls scipy with mode same and so ignores the pad.
import numpy as np
from scipy.signal import correlate

def conv_forward(A_prev, W, b, hparameters):
    stride = hparameters["stride"]
    maps = []
    for x in A_prev:
        planes = []
        for c in range(W.shape[3]):
            s = sum(correlate(x[:, :, k], W[:, :, k, c], mode="same") for k in range(W.shape[2]))
            planes.append(s[::stride, ::stride] + b[0, 0, 0, c])
        maps.append(np.stack(planes, axis=-1))
    return np.array(maps), (A_prev, W, b, hparameters)
