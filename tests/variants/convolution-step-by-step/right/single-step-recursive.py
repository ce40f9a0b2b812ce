import numpy as np

def _dot(u, v):
    if np.ndim(u) == 0:
        return u * v
    return sum(_dot(p, q) for p, q in zip(u, v))

def conv_single_step(a_slice_prev, W, b):
    return _dot(a_slice_prev, W) + _dot(b, np.ones_like(b))
