"""Recurses inside C code that counts no depth."""
# loses: pool_forward=15 error
import sys


def pool_forward(A_prev, hparameters, mode="max"):
    nested = ()
    for _ in range(10**6):
        nested = (nested,)
    return hash(nested)
