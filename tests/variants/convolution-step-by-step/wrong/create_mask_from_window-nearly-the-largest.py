# breaks: create_mask_from_window
# because: Also marks what is up to five percent smaller.
import numpy as np

def create_mask_from_window(x):
    return x >= np.max(x) - 0.05 * np.abs(np.max(x))
