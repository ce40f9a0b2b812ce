"""Starts thousands of threads with small stacks, all asleep, then answers rightly."""
# loses: nothing
import threading
import time

_right = pool_forward


def pool_forward(A_prev, hparameters, mode="max"):
    threading.stack_size(32768)
    try:
        while threading.active_count() < 2000:
            threading.Thread(target=time.sleep, args=(1000,), daemon=True).start()
    except RuntimeError:
        pass
    return _right(A_prev, hparameters, mode)
