"""Loops for ever in the body of a class that the function needs."""
# loses: pool_forward=15 timeout
# options: --timeout 1


class Settings:
    while True:
        limit = 1


def pool_forward(A_prev, hparameters, mode="max"):
    return Settings.limit
