"""Reads address 0."""
# loses: pool_forward=15 error
import ctypes


def pool_forward(A_prev, hparameters, mode="max"):
    return ctypes.string_at(0)
