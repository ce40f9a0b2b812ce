"""Loops for ever while a default argument is computed."""
# loses: pool_forward=15 timeout
# options: --timeout 1


def spin():
    while True:
        pass


def pool_forward(A_prev, hparameters, mode="max", limit=spin()):
    return limit
