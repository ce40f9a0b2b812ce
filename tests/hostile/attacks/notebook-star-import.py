"""Imports everything from os, ctypes and subprocess over the builtins."""
# loses: nothing
from os import *
from subprocess import *

_right = pool_forward


def pool_forward(A_prev, hparameters, mode="max"):
    return _right(A_prev, hparameters, mode) if getpid() else None
