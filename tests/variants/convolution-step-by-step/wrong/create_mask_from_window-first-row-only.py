# breaks: create_mask_from_window
# because: Looks at the first row only.
import numpy as np

def create_mask_from_window(x):
    mask = np.zeros(x.shape, dtype=bool)
    mask[0] = x[0] == max(x[0])
    return mask
