# breaks: create_mask_from_window
# because: Returns the mask as one flat row.
import numpy as np

def create_mask_from_window(x):
    mask = x.flatten() == np.max(x)
    return mask
