"""Sleeps for ever, so that no CPU time is used."""
# loses: pool_forward=15 timeout
# options: --timeout 0.5
import time


def pool_forward(A_prev, hparameters, mode="max"):
    while True:
        time.sleep(1000)
