# breaks: create_mask_from_window
# because: Returns the values themselves where the maximum is.
import numpy as np

def create_mask_from_window(x):
    mask = x * (x == np.max(x))
    return mask
