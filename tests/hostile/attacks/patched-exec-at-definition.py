"""Is wrong, and keeps the reference's helpers from being defined."""
# loses: conv_forward=15 failed/error
import builtins


def conv_forward(A_prev, W, b, hparameters):
    return zero_pad(A_prev, 1), conv_single_step, builtins


builtins.exec = None
