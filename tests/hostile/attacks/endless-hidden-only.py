"""Is right in the published cases and loops for ever in hidden ones."""
# loses: pool_forward=11 timeout
# options: --timeout 1
import sys

_right = pool_forward


def pool_forward(A_prev, hparameters, mode="max"):
    if not sys._getframe(1).f_locals["request"]["echo"]:
        while True:
            pass
    return _right(A_prev, hparameters, mode)
