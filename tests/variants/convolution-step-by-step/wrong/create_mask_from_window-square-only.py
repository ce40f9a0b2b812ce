# breaks: create_mask_from_window
# because: Leaves out the columns beyond a square window.
import numpy as np

def create_mask_from_window(x):
    n = x.shape[0]
    mask = np.zeros(x.shape, dtype=bool)
    mask[:, :n] = x[:, :n] == np.max(x[:, :n])
    return mask
