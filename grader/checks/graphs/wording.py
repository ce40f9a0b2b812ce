"""Wording for the differences between two models."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.checks.compare import shown
from grader.checks.graphs.model import AFFINE, INPUT, MODEL
from grader.support.text import MAX_NAME_CHARACTERS

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from grader.checks.graphs.model import Form, Shape, Step, Value

FEW = 5
_OWN = "custom:"
_TIMES = "\N{MULTIPLICATION SIGN}"


def title(step: Step) -> str:
    """Return a step's name in a summary."""
    return f"your own {step.op.removeprefix(_OWN)}" if step.op.startswith(_OWN) else step.op


def name(step: Step) -> str:
    """Return a step's name in a sentence."""
    special = {MODEL: "the nested model", INPUT: "the input", AFFINE: "Rescaling (the preprocessing)"}
    return special.get(step.op) or f"{'its activation ' if step.within else ''}{title(step)}"


def location(form: Form, position: int) -> str:
    """Return a step as a location: `layer 4 (ReLU)`."""
    step = form.steps[position]
    return _input(form, position) if step.op == INPUT else f"layer {form.numbers[position]} ({name(step)})"


def subject(form: Form, position: int) -> str:
    """Return a step as the subject of a sentence: `layer 4, ReLU`."""
    step = form.steps[position]
    if is_numbered(form, position):
        return f"layer {form.numbers[position]}, {name(step)}"
    return _input(form, position) if step.op == INPUT else name(step)


def is_numbered(form: Form, position: int) -> bool:
    """Return whether a step as a subject has a number: not an input, nor the only nested model."""
    op = form.steps[position].op
    return op != INPUT and not (op == MODEL and sum(other.op == MODEL for other in form.steps) == 1)


def _input(form: Form, position: int) -> str:
    several = sum(step.op == INPUT for step in form.steps) > 1
    return f"input {position + 1}" if several else "the input"


def numbers(labels: Collection[str]) -> str:
    """Return steps by number: `layers 8 and 0 (the input)`."""
    return f"layer{'s' if len(labels) > 1 else ''} {' and '.join(labels)}"


def number(form: Form, position: int) -> str:
    """Return a step's number."""
    return "0 (the input)" if form.steps[position].op == INPUT else str(form.numbers[position])


def few(names: Sequence[str]) -> str:
    """Return a list of names, shortened if it is long."""
    return ", ".join([*names[:FEW], *(["…"] if len(names) > FEW else [])])


def plain(value: Value | Shape) -> str:
    """Return a value as Python writes it, with six-digit numbers, cut if it is long."""
    text = _written(value)
    return text if len(text) <= MAX_NAME_CHARACTERS else f"{text[: MAX_NAME_CHARACTERS - 1]}…"


def _written(value: Value | Shape) -> str:
    if isinstance(value, tuple):
        return f"({', '.join(_written(item) for item in value)}{',' if len(value) == 1 else ''})"
    return repr(value if value is None or isinstance(value, (bool, str)) else shown(value))


def by(shape: Shape | None) -> str:
    """Return a shape as its sides joined by multiplication signs."""
    if shape is None:
        return "unknown"
    if any(isinstance(axis, tuple) for axis in shape):
        return plain(shape)
    return _TIMES.join("?" if axis is None else str(axis) for axis in shape) or "a single number"


def grouped(count: int) -> str:
    """Return a number with commas."""
    return f"{count:,}"
