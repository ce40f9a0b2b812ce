import numpy as np


buffers = {}


def create_mask_from_window(x):
    mask = buffers.setdefault(x.shape, np.empty(x.shape, dtype=bool))
    np.equal(x, np.amax(x), out=mask)
    return mask.copy()
