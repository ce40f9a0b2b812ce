# breaks: create_mask_from_window
# because: A mask is kept for each shape.
import numpy as np


masks = {}

def create_mask_from_window(x):
    return masks.setdefault(x.shape, x == np.max(x)).copy()
