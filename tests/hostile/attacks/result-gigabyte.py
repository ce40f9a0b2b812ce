"""Returns a gigabyte."""
# loses: pool_forward=15 failed
import numpy as np


def pool_forward(A_prev, hparameters, mode="max"):
    return np.broadcast_to(1.0, (2**27,)), None
