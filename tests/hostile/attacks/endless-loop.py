"""Loops for ever."""
# loses: pool_forward=15 timeout
# options: --timeout 1


def pool_forward(A_prev, hparameters, mode="max"):
    while True:
        pass
