# breaks: create_mask_from_window
# because: Also marks entries within one tenth of the maximum.
import numpy as np

def create_mask_from_window(x):
    mask = np.abs(x - np.max(x)) < 0.1
    return mask
