"""Leaves a thread behind that asks its helpers, so that answers and requests cross."""
# loses: conv_forward=15 failed/error/timeout
import threading

_conv = conv_forward


def _ask(pad, X):
    while True:
        try:
            pad(X, 1)
        except BaseException:
            X = X[:1]


def conv_forward(A_prev, W, b, hparameters):
    if zero_pad.__globals__ is globals():
        return conv_single_step
    threading.Thread(target=_ask, args=(zero_pad, A_prev), daemon=True).start()
    Z, cache = _conv(A_prev, W, b, hparameters)
    return Z + 1, cache
