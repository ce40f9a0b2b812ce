"""Arithmetic with constants: one scale and offset for any number of operations."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from grader.checks.graphs.model import AFFINE, Step
from grader.checks.graphs.read import MAX_INTEGER

if TYPE_CHECKING:
    from grader.checks.graphs.model import Node, Shape, Value

_Numbers = tuple[float, ...]
_RELATIVE, _ABSOLUTE = 1e-6, 1e-9


def affine(node: Node) -> tuple[_Numbers, _Numbers] | None:
    """Return scale and offset if a node is arithmetic with constants."""
    if node.op == AFFINE:
        scale, offset = (
            _constants(node.settings.get(name, default)) for name, default in (("scale", 1), ("offset", 0))
        )
        return (scale, offset) if scale and offset else None
    constants, first = _constants(node.settings.get("constants")), node.settings.get("constant_first") is True
    if node.op == "negative":
        return (-1,), (0,)
    if not constants:
        return None
    negative = tuple(-number for number in constants)
    match node.op:
        case "add":
            return (1,), constants
        case "subtract":
            return ((-1,), constants) if first else ((1,), negative)
        case "multiply":
            return constants, (0,)
        case "truediv" | "divide" if not first and all(constants):
            return tuple(1 / number for number in constants), (0,)
    return None


def _constants(value: Value) -> _Numbers:
    """Return one number or several as a tuple; None if one is not a number."""
    numbers = value if isinstance(value, tuple) else (value,)
    found = tuple(float(n) for n in numbers if isinstance(n, (int, float)) and not isinstance(n, bool))
    return found if len(found) == len(numbers) else ()


def add_affine(
    function: tuple[_Numbers, _Numbers], source: int, shape: Shape | None, steps: list[Step]
) -> int:
    """Append a scale and an offset, merged with a preceding one; the identity is omitted."""
    scale, offset = function
    before = steps[source]
    if before.op == AFFINE and len(before.inputs) == 1:
        inner = _constants(before.settings["scale"]), _constants(before.settings["offset"])
        lengths = {len(numbers) for numbers in (*inner, *function)} - {1}
        if 0 not in lengths and len(lengths) <= 1:
            offset = _plus(_times(scale, inner[1]), offset)
            scale = _times(scale, inner[0])
            source = before.inputs[0]
    if all(math.isclose(s, 1, rel_tol=_RELATIVE) for s in scale) and all(abs(o) <= _ABSOLUTE for o in offset):
        return source
    settings: dict[str, Value] = {"scale": _one_or_all(scale), "offset": _one_or_all(offset)}
    steps.append(Step(AFFINE, settings, (source,), shape))
    return len(steps) - 1


def _times(some: _Numbers, others: _Numbers) -> _Numbers:
    return tuple(a * b for a, b in _broadcast(some, others))


def _plus(some: _Numbers, others: _Numbers) -> _Numbers:
    return tuple(a + b for a, b in _broadcast(some, others))


def _broadcast(some: _Numbers, others: _Numbers) -> list[tuple[float, float]]:
    length = max(len(some), len(others))
    return list(
        zip(
            some * (length if len(some) == 1 else 1),
            others * (length if len(others) == 1 else 1),
            strict=True,
        )
    )


def _one_or_all(numbers: _Numbers) -> Value:
    plain = tuple(int(n) if abs(n) < MAX_INTEGER and int(n) == n else n for n in numbers)
    return plain[0] if len(set(plain)) == 1 else plain
