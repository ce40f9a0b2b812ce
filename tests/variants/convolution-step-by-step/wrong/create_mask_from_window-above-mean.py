# breaks: create_mask_from_window
# because: Marks every entry that is at least the mean.
import numpy as np

def create_mask_from_window(x):
    return x >= np.mean(x)
