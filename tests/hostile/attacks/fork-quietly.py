"""Tries every way to leave a process behind, and answers rightly."""
# loses: nothing
import ctypes
import multiprocessing
import os
import time

_right = pool_forward


def pool_forward(A_prev, hparameters, mode="max"):
    libc = ctypes.CDLL(None, use_errno=True)
    attempts = (
        os.fork,
        os.forkpty,
        lambda: libc.vfork() or os._exit(0),
        lambda: libc.syscall(57),
        lambda: libc.syscall(58),
        lambda: libc.syscall(56, 17, 0, 0, 0, 0),
        lambda: libc.syscall(435, ctypes.create_string_buffer(88), 88),
        lambda: os.posix_spawn("/bin/sleep", ["sleep", "1000"], {}),
        lambda: multiprocessing.get_context("fork").Process(target=time.sleep, args=(1000,)).start(),
    )
    for attempt in attempts:
        try:
            if attempt() == 0:
                while True:
                    time.sleep(1000)
        except BaseException:
            continue
    return _right(A_prev, hparameters, mode)
