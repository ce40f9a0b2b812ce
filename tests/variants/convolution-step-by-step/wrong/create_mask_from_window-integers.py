# breaks: create_mask_from_window
# because: Compares after cutting entries down to whole numbers.
import numpy as np

def create_mask_from_window(x):
    x = x.astype(int)
    mask = (x == np.max(x))
    return mask
