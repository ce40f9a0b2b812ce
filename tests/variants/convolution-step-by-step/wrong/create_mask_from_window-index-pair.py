# breaks: create_mask_from_window
# because: Returns the position of the maximum and not a mask.
import numpy as np

def create_mask_from_window(x):
    mask = np.unravel_index(np.argmax(x), x.shape)
    return mask
