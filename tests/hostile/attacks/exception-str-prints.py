"""Raises an exception whose text is printed and is no text."""
# loses: pool_forward=15 error


class Chatty(Exception):
    def __str__(self):
        print("x" * 10**6)
        return 5


def pool_forward(A_prev, hparameters, mode="max"):
    raise Chatty
