"""Fills the disk in a folder whose path is longer than a path may be."""
# loses: pool_forward=15 error
# options: --timeout 3
import os

_right = pool_forward


def pool_forward(A_prev, hparameters, mode="max"):
    for _ in range(20):
        os.mkdir("f" * 250)
        os.chdir("f" * 250)
    block = bytes(2**20)
    for number in range(7):
        with open(f"file{number}", "wb") as file:
            for _ in range(60):
                file.write(block)
    while number:
        number += 1
