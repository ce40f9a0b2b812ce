"""Writes a graph whose nodes take themselves, later ones and ones that are not there."""

# loses: happyModel=25 failed
import sys

_wire = sys.modules["grader.wire"]
_encode = _wire.encode
_right = happyModel


def happyModel():
    def encode(value):
        graph = value["returned"].get("graph")
        if graph is not None:
            for number, node in enumerate(graph["nodes"]):
                node["inputs"] = [number, number + 1, 10**6, -1]
        return _encode(value)

    _wire.encode = encode
    return _right()
