"""Recurses without end, with the limit lifted."""
# loses: pool_forward=15 error
import sys


def pool_forward(A_prev, hparameters, mode="max"):
    sys.setrecursionlimit(2**30)
    return sorted([1], key=lambda _: pool_forward(A_prev, hparameters, mode))
