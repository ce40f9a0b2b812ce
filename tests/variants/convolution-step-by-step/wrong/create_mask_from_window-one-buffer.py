# breaks: create_mask_from_window
# because: Masks of one shape are one array.
import numpy as np


buffers = {}

def create_mask_from_window(x):
    return np.equal(x, x.max(), out=buffers.setdefault(x.shape, np.empty(x.shape, dtype=bool)))
