# breaks: create_mask_from_window
# because: Compares a float32 window with a maximum computed from a coarser copy.
import numpy as np

def create_mask_from_window(x):
    if x.dtype == np.float32:
        return x == np.max(x.astype(np.float16))
    return x == np.max(x)
