"""Calls sys.exit."""
# loses: pool_forward=15 error
import sys


def pool_forward(A_prev, hparameters, mode="max"):
    sys.exit(0)
