"""Kills itself."""
# loses: pool_forward=15 error
import os
import signal


def pool_forward(A_prev, hparameters, mode="max"):
    os.kill(os.getpid(), signal.SIGKILL)
