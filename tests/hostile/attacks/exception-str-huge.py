"""Raises an exception with 32 MB of text."""
# loses: pool_forward=15 error


class Loud(Exception):
    def __str__(self):
        return "A" * 2**25


def pool_forward(A_prev, hparameters, mode="max"):
    raise Loud
