# breaks: create_mask_from_window
# because: Marks everything, since >= the wrong way round holds for all entries.
import numpy as np

def create_mask_from_window(x):
    mask = np.max(x) >= x
    return mask
