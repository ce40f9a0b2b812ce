"""Sends a whole number of four hundred digits where one number is expected."""
# loses: conv_single_step=15 failed/error
import json
import struct
import sys

_wire = sys.modules["grader.wire"]
_encode = _wire.encode


def frame(tree, blob=b""):
    body = tree if isinstance(tree, bytes) else json.dumps(tree).encode()
    return struct.pack("<II", len(body), len(blob)) + body + blob


def reply(**parts):
    return {"dict": [["warnings", {"list": []}], *([name, node] for name, node in parts.items())]}


def conv_single_step(a_slice_prev, W, b):
    def encode(value):
        _wire.encode = _encode
        return frame(reply(returned=10**400))

    _wire.encode = encode
    return 0
