# breaks: create_mask_from_window
# because: Subtracts the maximum from the window in place.
import numpy as np

def create_mask_from_window(x):
    x -= np.max(x)
    return x == 0
