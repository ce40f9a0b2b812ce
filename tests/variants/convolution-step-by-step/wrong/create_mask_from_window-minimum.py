# breaks: create_mask_from_window
# because: Marks the smallest entry.
import numpy as np

def create_mask_from_window(x):
    mask = (x == np.min(x))
    return mask
