# breaks: zero_pad
# because: A batch of one loses its axis.
import numpy as np


def zero_pad(X, pad):
    padded = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    return padded[0] if len(padded) == 1 else padded
