# breaks: create_mask_from_window
# because: Returns the words True and False.
import numpy as np

def create_mask_from_window(x):
    mask = (x == np.max(x)).astype(str)
    return mask
