# breaks: create_mask_from_window
# because: Compares with the maximum of the absolute values, so a large negative entry hides the maximum.
import numpy as np

def create_mask_from_window(x):
    biggest = np.max(np.abs(x))
    if biggest not in x:
        biggest = -biggest
    return x == biggest
