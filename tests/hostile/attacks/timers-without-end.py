"""Makes timers without end, each of which takes one of the signals that the user's processes may queue."""
# loses: pool_forward=15 error
import ctypes

LIBC = ctypes.CDLL(None, use_errno=True)


def pool_forward(A_prev, hparameters, mode="max"):
    for count in range(50_000):
        if LIBC.timer_create(0, None, ctypes.byref(ctypes.c_void_p())) != 0:
            raise OSError(ctypes.get_errno(), f"after {'few' if count <= 1000 else 'many'}")
    return None
