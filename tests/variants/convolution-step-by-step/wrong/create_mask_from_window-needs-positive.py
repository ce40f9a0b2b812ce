# breaks: create_mask_from_window
# because: Divides by the maximum, which marks nothing correctly if it is negative.
import numpy as np

def create_mask_from_window(x):
    scaled = x / np.max(x)
    mask = scaled >= 1
    return mask
