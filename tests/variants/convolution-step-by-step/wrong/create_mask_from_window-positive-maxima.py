# breaks: create_mask_from_window
# because: A maximum that is not above zero is not marked.
import numpy as np


def create_mask_from_window(x):
    return (x == np.max(x)) & (x > 0)
