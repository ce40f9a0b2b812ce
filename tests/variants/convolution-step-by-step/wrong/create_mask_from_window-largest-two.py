# breaks: create_mask_from_window
# because: Marks the two largest entries of windows of more than nine cells.
import numpy as np

def create_mask_from_window(x):
    k = -2 if x.size > 9 else -1
    return x >= np.sort(x, axis=None)[k]
