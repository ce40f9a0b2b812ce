# breaks: create_mask_from_window
# because: Returns an array of Python objects.
import numpy as np

def create_mask_from_window(x):
    mask = np.array([[v == np.max(x) for v in row] for row in x], dtype=object)
    return mask
