"""Writes a right graph whose settings are not finite, huge, nested and of other types."""

# loses: happyModel=20 failed
import sys

import numpy as np

_wire = sys.modules["grader.wire"]
_encode = _wire.encode
_right = happyModel


def happyModel():
    def encode(value):
        graph = value["returned"].get("graph")
        if graph is not None:
            odd = [
                float("inf"),
                float("nan"),
                2**62,
                -1,
                1e308,
                [[[[7]]]],
                {"a": {"b": ()}},
                np.float32("nan"),
                np.zeros((2, 2)),
            ]
            for node in graph["nodes"]:
                node["settings"] = {name: odd[n % len(odd)] for n, name in enumerate(node["settings"])}
        return _encode(value)

    _wire.encode = encode
    return _right()
