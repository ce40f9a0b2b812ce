"""Fills shared anonymous memory."""
# loses: pool_forward=15 error
# options: --memory 300
import mmap


def pool_forward(A_prev, hparameters, mode="max"):
    kept = []
    while True:
        kept.append(mmap.mmap(-1, 2**23))
        kept[-1].write(b"x" * 2**23)
