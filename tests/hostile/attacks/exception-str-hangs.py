"""Raises an exception whose text takes for ever."""
# loses: pool_forward=15 timeout
# options: --timeout 1


class Slow(Exception):
    def __str__(self):
        while True:
            pass


def pool_forward(A_prev, hparameters, mode="max"):
    raise Slow
