# breaks: create_mask_from_window
# because: Returns a list of lists and not an array.
import numpy as np

def create_mask_from_window(x):
    top = np.max(x)
    return [[bool(v == top) for v in row] for row in x]
