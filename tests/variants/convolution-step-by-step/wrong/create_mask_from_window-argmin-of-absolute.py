# breaks: create_mask_from_window
# because: Marks the entry nearest to zero.
import numpy as np

def create_mask_from_window(x):
    mask = np.zeros(x.shape, dtype=bool)
    mask[np.unravel_index(np.argmin(np.abs(x)), x.shape)] = True
    return mask
