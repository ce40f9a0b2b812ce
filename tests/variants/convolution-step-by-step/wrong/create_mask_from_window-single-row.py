# breaks: create_mask_from_window
# because: All of a single row is marked.
import numpy as np

def create_mask_from_window(x):
    return x == np.max(x) if x.shape[0] > 1 else np.ones(x.shape, bool)
