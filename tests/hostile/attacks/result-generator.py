"""Returns a generator that never ends and whose steps end the process."""
# loses: pool_forward=15 failed
import os


def pool_forward(A_prev, hparameters, mode="max"):
    while True:
        os._exit(1)
        yield A_prev
