"""Returns a numpy.matrix."""
# loses: create_mask_from_window=10 failed
import numpy as np

_right = create_mask_from_window


def create_mask_from_window(x):
    return np.matrix(_right(x))
