"""Stops itself, so that it neither runs nor ends."""
# loses: pool_forward=15 timeout
# options: --timeout 0.5
import os
import signal


def pool_forward(A_prev, hparameters, mode="max"):
    os.kill(os.getpid(), signal.SIGSTOP)
