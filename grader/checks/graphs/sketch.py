"""A sketch of a model around the first difference from the expected one: its layers and their connections."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from grader.checks.graphs.summary import window
from grader.checks.graphs.wording import location, title

if TYPE_CHECKING:
    from grader.checks.graphs.align import Alignment, Pair

SAME, WRONG, MISSING, EXTRA = "same", "wrong", "missing", "extra"


@dataclass(frozen=True)
class SketchedLayer:
    """One layer of a sketch.

    Attributes:
        name: Its type.
        location: Its number and type.
        status: `same`, `wrong` (another layer, other settings or inputs), `missing` or `extra`.
        inputs: The rows of the sketch that it takes; -1 for a layer that is left out.
    """

    name: str
    location: str
    status: str
    inputs: tuple[int, ...]


@dataclass(frozen=True)
class Sketch:
    """Consecutive layers of a model, and how many are left out before and after them."""

    layers: tuple[SketchedLayer, ...]
    before: int
    after: int

    @property
    def text(self) -> str:
        """The layers that differ, in words."""
        different = [layer for layer in self.layers if layer.status != SAME]
        words = {WRONG: "differs", MISSING: "is missing", EXTRA: "is not expected"}
        differences = "; ".join(f"{layer.location} {words[layer.status]}" for layer in different)
        return f"The model's layers and their connections. {differences or 'No layer differs'}."


def sketch_of(alignment: Alignment) -> Sketch:
    """Return a sketch of the actual model of an alignment, with what is missing in it."""
    statuses = [_status(alignment, row) for row in alignment.rows]
    first = next((number for number, status in enumerate(statuses) if status != SAME), 0)
    shown = window(first, len(statuses))
    actual = {row.actual: number for number, row in enumerate(alignment.rows) if row.actual is not None}
    expected = {row.expected: number for number, row in enumerate(alignment.rows) if row.expected is not None}
    layers = []
    for number in shown:
        row = alignment.rows[number]
        form, position, rows = (
            (alignment.expected, row.expected, expected)
            if row.actual is None
            else (alignment.actual, row.actual, actual)
        )
        if position is None:
            continue
        sources = (rows.get(source, -1) for source in form.steps[position].inputs)
        inputs = tuple(source - shown.start if source in shown else -1 for source in sources)
        name = title(form.steps[position])
        layers.append(SketchedLayer(name, location(form, position), statuses[number], inputs))
    return Sketch(tuple(layers), shown.start, len(statuses) - shown.stop)


def _status(alignment: Alignment, row: Pair) -> str:
    if row.actual is None:
        return MISSING
    if row.expected is None:
        return EXTRA
    got, should = alignment.actual.steps[row.actual], alignment.expected.steps[row.expected]
    sources = tuple(alignment.to_expected.get(source) for source in got.inputs)
    # A layer next to one that is missing or new has other inputs by necessity.
    known = None not in sources and all(source in alignment.to_actual for source in should.inputs)
    connected = not known or sorted(map(str, sources)) == sorted(map(str, should.inputs))
    return SAME if (got.op, got.settings) == (should.op, should.settings) and connected else WRONG
