"""Fails, and then answers in the box's name that a helper can't be put in."""
# loses: conv_forward=15 failed/error
import sys

_helpers = sys.modules["grader.box.helpers"]
_helpers.asking = None


def conv_forward(A_prev, W, b, hparameters):
    return zero_pad(A_prev, 1), conv_single_step, _helpers
