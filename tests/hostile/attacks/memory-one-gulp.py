"""Asks for a terabyte at once."""
# loses: pool_forward=15 error
import numpy as np


def pool_forward(A_prev, hparameters, mode="max"):
    return np.ones((2**20, 2**17))
