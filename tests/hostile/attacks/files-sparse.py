"""Makes one sparse file of ten gigabytes."""
# loses: pool_forward=15 error
import os


def pool_forward(A_prev, hparameters, mode="max"):
    with open("sparse", "wb") as file:
        os.truncate(file.fileno(), 10 * 2**30)
    return 0, 0
