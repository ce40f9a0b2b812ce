import numpy as np


def create_mask_from_window(x):
    return ~(x[..., None, None] < x).any(axis=(-1, -2))
