"""Sleeps beside threads that wait for a processor, so that the wait might not count."""
# loses: pool_forward=15 timeout
# options: --timeout 1

import os
import threading
import time


def _spin():
    os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
    while True:
        pass


def pool_forward(A_prev, hparameters, mode="max"):
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    for _ in range(300):
        threading.Thread(target=_spin, daemon=True).start()
    time.sleep(1e6)
