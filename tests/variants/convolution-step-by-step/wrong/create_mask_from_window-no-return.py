# breaks: create_mask_from_window
# because: Forgets to return the mask.
import numpy as np

def create_mask_from_window(x):
    mask = (x == np.max(x))
