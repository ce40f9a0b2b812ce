"""Is wrong, and makes sure that nothing can be compiled or executed after it."""
# loses: conv_forward=15 failed
import builtins


def conv_forward(A_prev, W, b, hparameters):
    builtins.compile = builtins.exec = lambda *_args, **_kwargs: 1 / 0
    return zero_pad(A_prev, 1), conv_single_step
