"""Returns infinities of both signs."""
# loses: conv_single_step=15 failed, distribute_value=10 failed
import numpy as np


def conv_single_step(a_slice_prev, W, b):
    return float("inf")


def distribute_value(dz, shape):
    return np.full(shape, -np.inf)
