"""Is right in the first three calls only."""
# loses: pool_forward=12 failed
import numpy as np

_right = pool_forward
calls = []


def pool_forward(A_prev, hparameters, mode="max"):
    calls.append(mode)
    A, cache = _right(A_prev, hparameters, mode)
    return (A if len(calls) <= 3 else A + 1), cache
