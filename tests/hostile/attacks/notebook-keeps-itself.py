"""Deletes and replaces its own module, namespace and name."""
# loses: nothing
import sys

_right = pool_forward


def pool_forward(A_prev, hparameters, mode="max", *, right=_right):
    sys.modules.pop("__main__", None)
    sys.modules.pop("numpy", None)
    return right(A_prev, hparameters, mode)
