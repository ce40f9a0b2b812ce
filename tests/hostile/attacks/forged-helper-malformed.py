"""Fails, and then answers nonsense when a helper is put in."""
# loses: conv_forward=15 failed/error
import sys

_wire = sys.modules["grader.wire"]
_encode = _wire.encode
_wire.encode = lambda value: _encode(value if "failed" not in value else {"nothing": 1} if value["failed"] else value)


def conv_forward(A_prev, W, b, hparameters):
    return zero_pad(A_prev, 1), conv_single_step, 1 / 0 if _wire is None else _wire
