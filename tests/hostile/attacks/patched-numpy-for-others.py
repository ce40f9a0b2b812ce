"""Is wrong, and breaks what later functions use of NumPy."""
# loses: pool_forward=15 failed
import numpy as np


def pool_forward(A_prev, hparameters, mode="max"):
    np.max = np.ones = np.sum = np.zeros = lambda *_args, **_kwargs: 0
    return 0, (A_prev, hparameters)
