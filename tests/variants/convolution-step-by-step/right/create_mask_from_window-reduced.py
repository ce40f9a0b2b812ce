import functools

import numpy as np


def create_mask_from_window(x):
    largest = functools.reduce(max, x.flat)
    return np.array([[value == largest for value in row] for row in x])
