# breaks: create_mask_from_window
# because: Marks the entry that is largest in absolute value.
import numpy as np

def create_mask_from_window(x):
    mask = np.abs(x) == np.max(np.abs(x))
    return mask
