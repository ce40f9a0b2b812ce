"""Makes four hundred folders, each in the one before."""
# loses: pool_forward=15 error/failed/timeout
# options: --timeout 1
import os


def pool_forward(A_prev, hparameters, mode="max"):
    for _ in range(400):
        os.mkdir("folder")
        os.chdir("folder")
    return 0, 0
