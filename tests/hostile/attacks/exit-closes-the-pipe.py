"""Closes every descriptor and goes on for ever."""
# loses: pool_forward=15 error
# options: --timeout 1
import os


def pool_forward(A_prev, hparameters, mode="max"):
    os.closerange(0, 1000)
    while True:
        pass
