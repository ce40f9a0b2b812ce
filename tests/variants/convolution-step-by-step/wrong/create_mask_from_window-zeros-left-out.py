# breaks: create_mask_from_window
# because: The maximum is taken over the values that are not zero.
import numpy as np


def create_mask_from_window(x):
    nonzero = x[x != 0]
    return x == (nonzero.max() if nonzero.size else 0)
