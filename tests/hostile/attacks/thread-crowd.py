"""Starts four hundred threads, all asleep, then answers rightly: many, but no more than it may have."""
# loses: nothing
import threading
import time

_right = pool_forward


def pool_forward(A_prev, hparameters, mode="max"):
    threading.stack_size(2**18)
    while threading.active_count() < 400:
        threading.Thread(target=time.sleep, args=(1000,), daemon=True).start()
    return _right(A_prev, hparameters, mode)
