"""Returns empty arrays of many axes and impossible sizes."""
# loses: pool_forward=15 failed
import numpy as np


def pool_forward(A_prev, hparameters, mode="max"):
    return np.zeros((0, 2**40, 1, 1)), np.zeros((1,) * 32)
