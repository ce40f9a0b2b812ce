# breaks: create_mask_from_window
# because: Returns the maximum and no mask.
import numpy as np

def create_mask_from_window(x):
    mask = np.max(x)
    return mask
