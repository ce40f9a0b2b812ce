"""Ends the process with status 1."""
# loses: pool_forward=15 error
import os


def pool_forward(A_prev, hparameters, mode="max"):
    os._exit(1)
