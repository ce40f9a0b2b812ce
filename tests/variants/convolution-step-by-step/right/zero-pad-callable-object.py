import numpy as np

class Padder:
    """pads pictures"""
    def __init__(self, value=0.0):
        self.value = value
        self.calls = 0

    def __call__(self, X, pad):
        self.calls += 1
        m, h, w, c = X.shape
        out = np.full((m, h + 2 * pad, w + 2 * pad, c), self.value, dtype=X.dtype)
        out[:, pad:h + pad, pad:w + pad] = X
        return out

zero_pad = Padder()
