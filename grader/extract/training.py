"""How a notebook trains the models that its graded functions build: read from its cells, never run."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grader.extract.text import written

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from grader.extract.cells import Parsed

_METHODS = ("compile", "fit")
MAX_CHARACTERS = 160


@dataclass(frozen=True)
class TrainingCall:
    """One call of a training method.

    Attributes:
        cell: The cell that contains it; None in a script.
        function: The graded function that built the model.
        method: `compile` or `fit`.
        source: The source of the call, on one line.
        loss: The loss that it names, as `binary_crossentropy` or, for outputs without an activation,
            `binary_crossentropy(from_logits=True)`; None if it names none that can be read.
    """

    cell: int | None
    function: str
    method: str
    source: str
    loss: str | None


def training_calls(cells: Iterable[Parsed], graded: Collection[str]) -> tuple[TrainingCall, ...]:
    """Return the calls that compile or fit the result of a graded function, in order."""
    return tuple(_found(cells, graded))


def _found(cells: Iterable[Parsed], graded: Collection[str]) -> Iterator[TrainingCall]:
    makers: dict[str, str] = {}  # variable -> the function that returned its value
    for cell in cells:
        for statement in cell.tree.body:
            value = getattr(statement, "value", None)
            match statement:
                case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call(func=ast.Name(id=function))):
                    makers[name] = function if function in graded else ""
            match value:
                case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr=method)) if (
                    method in _METHODS and makers.get(name)
                ):
                    source = written(value, f"{name}.{method}(…)")[:MAX_CHARACTERS]
                    yield TrainingCall(cell.cell.number, makers[name], method, source, _loss(value))


def _loss(call: ast.Call) -> str | None:
    for keyword in call.keywords:
        if keyword.arg == "loss":
            return _name(keyword.value)
    return None


def _name(node: ast.expr) -> str | None:
    """Return the canonical name of a loss, however it is written."""
    match node:
        case ast.Constant(value=str(text)):
            return text.lower()
        case ast.Call(func=ast.Attribute() | ast.Name() as function):
            name = _name(function)
            return f"{name}(from_logits=True)" if name and _takes_logits(node) else name
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower() if name[:1].isupper() else None
    return None


def _takes_logits(loss: ast.Call) -> bool:
    """Return whether a loss expects outputs without an activation."""
    values = {keyword.arg: keyword.value for keyword in loss.keywords}
    value = values.get("from_logits", loss.args[0] if loss.args else None)
    return isinstance(value, ast.Constant) and value.value is True
