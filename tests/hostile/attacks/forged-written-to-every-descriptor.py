"""Writes garbage to every descriptor that may be the pipe."""
# loses: pool_forward=15 error
import json
import os
import struct
import sys

_wire = sys.modules["grader.wire"]
_encode = _wire.encode


def _try(function, *arguments):
    try:
        return function(*arguments)
    except OSError as error:
        return error


def frame(tree, blob=b""):
    body = tree if isinstance(tree, bytes) else json.dumps(tree).encode()
    return struct.pack("<II", len(body), len(blob)) + body + blob


def reply(**parts):
    return {"dict": [["warnings", {"list": []}], *([name, node] for name, node in parts.items())]}


def pool_forward(A_prev, hparameters, mode="max"):
    def encode(value):
        _wire.encode = _encode
        return [_try(os.write, number, b"x" * 100) for number in range(3, 60)] and b""

    _wire.encode = encode
    return 0, 0
