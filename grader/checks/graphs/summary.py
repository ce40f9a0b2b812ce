"""Summaries of models: the layers as rows of text, for one model or two side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.checks.graphs.model import INPUT, MODEL
from grader.checks.graphs.settings import DISPLAYED, INITIALIZERS, SETTINGS
from grader.checks.graphs.wording import plain, title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.checks.graphs.align import Alignment, Pair
    from grader.checks.graphs.model import Form, Shape, Step, Value

MAX_ROWS = 12
MISSING = "-"
_ROWS_BEFORE = 5


def rows_of(form: Form) -> list[str]:
    """Return a row of text for each layer: its type, output shape, number of parameters, main settings."""
    return [_row(step) for step in form.steps]


def side_by_side(alignment: Alignment) -> tuple[dict[str, str], dict[str, str]]:
    """Return the rows of the expected and the actual model around the first difference, by label."""
    rows = list(_labelled(alignment))
    first = next((index for index, (_, got, should) in enumerate(rows) if got != should), 0)
    shown = [rows[index] for index in window(first, len(rows))]
    return {label: should for label, _, should in shown}, {label: got for label, got, _ in shown}


def window(first: int, length: int) -> range:
    """Return the rows to show of a long table, around its first difference."""
    start = max(0, min(first - _ROWS_BEFORE, length - MAX_ROWS))
    return range(start, min(start + MAX_ROWS, length))


def _labelled(alignment: Alignment) -> Iterator[tuple[str, str, str]]:
    """Yield the aligned rows by the student's layer number; missing layers by the number they follow."""
    number, missing = "input", 0
    for row in alignment.rows:
        if row.actual is None:
            missing += 1
            label = f"after {number}" if missing == 1 else f"after {number} ({missing})"
        else:
            number, missing = _number(alignment.actual, row.actual), 0
            label = number
        if not alignment.to_expected and row.expected is not None:
            label = _number(alignment.expected, row.expected)
        yield label, *_texts(alignment, row)


def _number(form: Form, position: int) -> str:
    if form.steps[position].op == INPUT:
        return "input" if position == 0 else f"input {position + 1}"
    return f"{form.numbers[position]}{', activation' if form.steps[position].within else ''}"


def _texts(alignment: Alignment, row: Pair) -> tuple[str, str]:
    got = MISSING if row.actual is None else _row(alignment.actual.steps[row.actual])
    should = MISSING if row.expected is None else _row(alignment.expected.steps[row.expected])
    return got, should


def _row(step: Step) -> str:
    shape = "?" if step.shape is None else _tight(step.shape)
    return " ".join([title(step), shape, str(step.parameters), *_settings(step)])


def _tight(value: Value | Shape) -> str:
    """Return a value in compact form for a table."""
    return plain(value).replace(", ", ",")


def _settings(step: Step) -> Iterator[str]:
    """Yield the main settings, and others that are not the default."""
    if step.op == MODEL:
        yield f"training={step.settings.get('training')}"
        yield f"{step.trainable} trainable"
        yield "random weights" if step.settings.get("weights") is None else str(step.settings["weights"])
        return
    displayed, defaults = DISPLAYED.get(step.op, ()), SETTINGS.get(step.op)
    for name in displayed:
        value = step.settings.get(name)
        yield value if isinstance(value, str) else _tight(value)
    for name, value in step.settings.items():
        evident = name in displayed or name in {"filters", "units", "target_shape"} or step.op == INPUT
        if not evident and (defaults is None or value != defaults.get(name)):
            yield str(value) if name in INITIALIZERS else f"{name}={_tight(value)}"
    if step.trainable == 0 and step.parameters:
        yield "frozen"
