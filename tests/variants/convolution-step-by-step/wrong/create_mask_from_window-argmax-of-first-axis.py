# breaks: create_mask_from_window
# because: Uses the flat position of the maximum as a row number.
import numpy as np

def create_mask_from_window(x):
    mask = np.zeros(x.shape, dtype=bool)
    k = np.argmax(x)
    mask[k // x.shape[0], k % x.shape[0]] = True
    return mask
