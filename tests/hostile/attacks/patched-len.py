"""Replaces len by something that is always 0."""
# loses: pool_forward=15 error
import builtins


def pool_forward(A_prev, hparameters, mode="max"):
    builtins.len = lambda _: 0
    return 0, 0
