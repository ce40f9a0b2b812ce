"""Raises an exception with a gigabyte of text."""
# loses: pool_forward=15 error


class Loud(Exception):
    def __str__(self):
        return "A" * 2**30


def pool_forward(A_prev, hparameters, mode="max"):
    raise Loud
