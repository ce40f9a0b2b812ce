"""Read the graph of a model that came out of a box, and reject anything malformed."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

import numpy as np

from grader.checks.compare import describe
from grader.checks.graphs.model import INPUT, Graph, Node, Shape, Value
from grader.checks.places import LINES, read_use
from grader.support.text import MAX_CHARACTERS, MAX_NAME_CHARACTERS, clean
from grader.wire import Opaque

MAX_NODES = 2000
MAX_PARTS = 100_000
MAX_DEPTH = 8
MAX_INTEGER = 2**63
_GRAPH_KEYS = {"nodes", "inputs", "outputs", "parameters", "trainable", "weights"}
_NODE_KEYS = {
    *("op", "layer", "inputs", "shape", "parameters", "trainable"),
    *("settings", "training", "graph"),
}

_NUMBERS = {int, float}
_SEQUENCES = {list, tuple}


def read_graph(value: object) -> Graph | None:
    """Return the graph that a value describes; None if it is malformed, forged or too large."""
    try:
        return _Reader().graph(value, 0)
    except _MalformedError:
        return None


class _MalformedError(Exception):
    """A value is not a graph."""


class _Reader:
    """Reads one graph, and counts the entries read to bound the time."""

    def __init__(self) -> None:
        self.nodes = 0
        self.parts = 0

    def graph(self, value: object, depth: int) -> Graph:
        content = _fields(value, _GRAPH_KEYS)
        nodes = self.sequence(content["nodes"])
        self.nodes += len(nodes)
        _require(depth <= MAX_DEPTH and self.nodes <= MAX_NODES)
        weights = content["weights"]
        return Graph(
            nodes=tuple(self.node(node, position, depth) for position, node in enumerate(nodes)),
            inputs=self.references(content["inputs"], len(nodes)),
            outputs=self.references(content["outputs"], len(nodes)),
            parameters=_count(content["parameters"]),
            trainable=_count(content["trainable"]),
            weights=None if weights is None else _text(weights, MAX_CHARACTERS),
            made=read_use(content.get(LINES)).made,
        )

    def node(self, value: object, position: int, depth: int) -> Node:
        content = _fields(value, _NODE_KEYS)
        training, graph, settings = content["training"], content["graph"], content["settings"]
        _require(training is None or type(training) is bool)
        _require(type(settings) is dict)
        _require(content["op"] != INPUT or not content["inputs"])
        return Node(
            op=_text(content["op"]),
            layer=_count(content["layer"]),
            inputs=self.references(content["inputs"], position),
            shape=self.shape(content["shape"]),
            parameters=_count(content["parameters"]),
            trainable=_count(content["trainable"]),
            settings={_text(name): self.setting(setting, 0) for name, setting in settings.items()},
            training=training,
            graph=None if graph is None else self.graph(graph, depth + 1),
            use=read_use(content.get(LINES)),
        )

    def references(self, value: object, end: int) -> tuple[int, ...]:
        """Read indices of nodes before `end`, which excludes cycles."""
        found = tuple(_count(item) for item in self.sequence(value))
        _require(all(index < end for index in found))
        return found

    def shape(self, value: object) -> Shape | None:
        """Read a shape, or a list of them, without the batch axis."""
        if value is None:
            return None
        parts = self.sequence(value)
        if parts and all(type(part) in _SEQUENCES for part in parts):
            shapes = tuple(self.axes(part) for part in parts)
            return shapes[0] if len(shapes) == 1 else shapes
        return self.axes(value)

    def axes(self, value: object) -> tuple[int | None, ...]:
        axes = tuple(None if axis is None else _count(axis) for axis in self.sequence(value))
        return axes[1:]

    def setting(self, value: Any, depth: int) -> Value:
        """Read a setting; an unexpected value is represented by its type."""
        self.parts += 1
        _require(depth <= MAX_DEPTH and self.parts <= MAX_PARTS)
        kind = type(value)
        if value is None:
            return None
        if kind is bool:
            return bool(value)
        if kind is str:
            return _cleaned(value[:MAX_NAME_CHARACTERS])
        if kind in _NUMBERS:
            return _number(value)
        if kind in _SEQUENCES:
            return tuple(self.setting(item, depth + 1) for item in value)
        if kind is dict:
            return tuple((_text(name), self.setting(item, depth + 1)) for name, item in value.items())
        if isinstance(value, (np.ndarray, np.generic)):
            _require(value.size <= MAX_NODES and value.dtype.kind in "biuf")
            return self.setting(value.astype(float).tolist(), depth + 1)
        return describe(value) if isinstance(value, Opaque) else "an object"

    def sequence(self, value: object) -> list[object] | tuple[object, ...]:
        if type(value) is not list and type(value) is not tuple:
            raise _MalformedError
        self.parts += len(value)
        _require(self.parts <= MAX_PARTS)
        return value


def _require(holds: bool) -> None:
    if not holds:
        raise _MalformedError


def _fields(value: object, names: set[str]) -> dict[str, Any]:
    """Return a dictionary that has exactly these keys, and lines at most."""
    if type(value) is not dict or value.keys() - {LINES} != names:
        raise _MalformedError
    return value


def _count(value: object) -> int:
    if type(value) is not int or not 0 <= value < MAX_INTEGER:
        raise _MalformedError
    return value


def _text(value: object, limit: int = MAX_NAME_CHARACTERS) -> str:
    if type(value) is not str:
        raise _MalformedError
    return _cleaned(value[:limit])


@lru_cache(maxsize=4096)
def _cleaned(text: str) -> str:
    return clean(text)


def _number(value: float) -> int | float | str:
    """Normalize a number: 8.0 becomes 8, and non-finite numbers become text."""
    if type(value) is int:
        _require(abs(value) < MAX_INTEGER)
        return value
    if not math.isfinite(value):
        return str(value)
    return int(value) if value.is_integer() and abs(value) < MAX_INTEGER else value
