# breaks: create_mask_from_window
# because: Compares the maximum with True.
# explained by: create_mask_from_window__compared_with_true
import numpy as np

def create_mask_from_window(x):
    mask = True == np.max(x)
    return mask
