# breaks: create_mask_from_window
# because: Returns the mask with rows and columns swapped.
import numpy as np

def create_mask_from_window(x):
    mask = (x == np.max(x)).T
    return mask
