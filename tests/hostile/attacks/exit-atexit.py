"""Leaves handlers for the end of the process, and a thread that outlives the call."""
# loses: nothing
import atexit
import threading
import time

_right = pool_forward


def late():
    with open("@OUTSIDE@/late", "w") as file:
        file.write("late")
    time.sleep(1000)


def pool_forward(A_prev, hparameters, mode="max"):
    atexit.register(late)
    threading._register_atexit(late)
    threading.Thread(target=time.sleep, args=(1000,), daemon=False).start()
    return _right(A_prev, hparameters, mode)
