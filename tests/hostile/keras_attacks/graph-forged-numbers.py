"""Writes a graph of numbers that are none: infinite, negative, fractions, texts, too large."""

# loses: happyModel=25 failed
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
                float("-inf"),
                2**63,
                -1,
                1e308,
                "7",
                True,
                None,
                np.float32("nan"),
                np.zeros((9, 9)),
            ]
            for node, number in zip(graph["nodes"], odd):
                node["settings"] = dict.fromkeys(node["settings"], number)
            for node, number in zip(graph["nodes"], odd[3:5]):
                node["parameters"] = node["layer"] = number
                node["shape"] = [number] * 20
        return _encode(value)

    _wire.encode = encode
    return _right()
