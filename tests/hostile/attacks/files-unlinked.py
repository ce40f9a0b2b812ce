"""Fills the disk with files that have no name any more."""
# loses: pool_forward=15 error
# options: --timeout 3
import os

kept = []


def pool_forward(A_prev, hparameters, mode="max"):
    block = bytes(2**20)
    for number in range(7):
        file = open("file", "wb")
        os.unlink("file")
        kept.append(file)
        for _ in range(60):
            file.write(block)
    while True:
        pass
