"""The sketch of a model as a drawing: boxes from top to bottom, connections that skip layers beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.checks.graphs.sketch import Sketch

WIDTH, BOX_HEIGHT, GAP, LEFT, BOX_WIDTH = 340, 26, 16, 70, 250
STEP = BOX_HEIGHT + GAP
_MARKS = {"same": "", "wrong": "\N{BALLOT X} ", "missing": "+ ", "extra": "\N{MINUS SIGN} "}
_NOTES = {"same": "", "wrong": "", "missing": " (missing)", "extra": " (not expected)"}


@dataclass(frozen=True)
class Box:
    """One layer: where it is drawn, its status, and its text."""

    y: int
    status: str
    text: str


@dataclass(frozen=True)
class GraphDrawing:
    """A drawing of a model.

    Attributes:
        height: Its height; the width is `WIDTH`.
        boxes: The layers.
        paths: The connections, as SVG paths.
        text: What it shows, in words.
        before: How many layers are left out above.
        after: How many layers are left out below.
    """

    height: int
    boxes: tuple[Box, ...]
    paths: tuple[str, ...]
    text: str
    before: int
    after: int


def graph_drawing(sketch: Sketch) -> GraphDrawing:
    """Return a sketch as a drawing."""
    top = STEP if sketch.before else GAP
    boxes = tuple(
        Box(
            top + number * STEP,
            layer.status,
            f"{_MARKS[layer.status]}{layer.location}{_NOTES[layer.status]}",
        )
        for number, layer in enumerate(sketch.layers)
    )
    bottom = top + len(boxes) * STEP
    height = bottom + (BOX_HEIGHT if sketch.after else 0)
    return GraphDrawing(height, boxes, tuple(_paths(sketch, top)), sketch.text, sketch.before, sketch.after)


def _paths(sketch: Sketch, top: int) -> Iterator[str]:
    middle = LEFT + BOX_WIDTH // 2
    for number, layer in enumerate(sketch.layers):
        for source in layer.inputs:
            end = top + number * STEP
            if source == number - 1 or (source < 0 and number == 0):
                yield f"M{middle},{end - GAP} V{end}"
            else:
                start = top + source * STEP + BOX_HEIGHT // 2 if source >= 0 else 0
                end += BOX_HEIGHT // 2
                bend = max(6, LEFT - 12 * (number - max(source, 0)))
                yield f"M{LEFT},{start} C{bend},{start} {bend},{end} {LEFT},{end}"
