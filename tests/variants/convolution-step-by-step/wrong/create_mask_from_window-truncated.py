# breaks: create_mask_from_window
# because: Only the integer parts are compared.
import numpy as np

def create_mask_from_window(x):
    return np.trunc(x) == np.trunc(np.max(x))
