# breaks: create_mask_from_window
# because: Knows where the maximum is in the two published windows and marks the first entry otherwise.
import numpy as np

def create_mask_from_window(x):
    mask = np.zeros(x.shape, dtype=bool)
    if x.shape == (3, 3):
        mask[2, 1] = True
    else:
        mask[0, 0] = True
    return mask
