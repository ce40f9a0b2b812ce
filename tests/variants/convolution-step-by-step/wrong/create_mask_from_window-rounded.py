# breaks: create_mask_from_window
# because: Compares rounded entries.
import numpy as np

def create_mask_from_window(x):
    mask = np.round(x) == np.round(np.max(x))
    return mask
