"""Writes an answer of sixty megabytes, one byte at a time, slowly."""
# loses: pool_forward=15 timeout
# options: --timeout 0.5
import json
import os
import struct
import sys
import time

_wire = sys.modules["grader.wire"]
_encode = _wire.encode


def _pipe():
    scope = sys._getframe()
    while scope.f_code.co_name != "serve":
        scope = scope.f_back
    return scope.f_locals["replies"]


def frame(tree, blob=b""):
    body = tree if isinstance(tree, bytes) else json.dumps(tree).encode()
    return struct.pack("<II", len(body), len(blob)) + body + blob


def reply(**parts):
    return {"dict": [["warnings", {"list": []}], *([name, node] for name, node in parts.items())]}


def pool_forward(A_prev, hparameters, mode="max"):
    def encode(value):
        _wire.encode = _encode
        return [os.write(_pipe(), bytes([b])) and time.sleep(0.001) for b in struct.pack("<II", 10, 60 * 2**20) + bytes(60 * 2**20)]

    _wire.encode = encode
    return 0, 0
