# breaks: create_mask_from_window
# because: Picks the maximum out of the window.
# explained by: create_mask_from_window__chosen
import numpy as np

def create_mask_from_window(x):
    mask = x[x == np.max(x)]
    return mask
