"""Returns a named tuple whose parts are the right ones only when asked again."""
# loses: pool_forward=15 failed
from collections import namedtuple

_right = pool_forward
Pair = namedtuple("Pair", "A cache")


def pool_forward(A_prev, hparameters, mode="max"):
    return Pair(*_right(A_prev, hparameters, mode))
