import numpy as np


def zero_pad(X, pad):
    frames = [np.pad(x, ((pad, pad), (pad, pad), (0, 0))) for x in X]
    return np.stack(frames, axis=0)
