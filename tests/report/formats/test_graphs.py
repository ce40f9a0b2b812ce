"""Drawings of models."""

from __future__ import annotations

from grader.checks.graphs.sketch import MISSING, SAME, WRONG, Sketch, SketchedLayer
from grader.report.formats.graphs import graph_drawing


def layer(name: str, status: str, *inputs: int) -> SketchedLayer:
    return SketchedLayer(name, name, status, inputs)


def test_boxes_say_what_is_wrong_by_a_sign() -> None:
    """Not by their colour alone."""
    layers = (layer("input", SAME), layer("conv", WRONG, 0), layer("relu", MISSING, 1))
    drawing = graph_drawing(Sketch(layers, 0, 0))
    assert [box.text for box in drawing.boxes] == ["input", "\u2717 conv", "+ relu (missing)"]
    assert drawing.text.endswith("conv differs; relu is missing.")


def test_a_connection_that_skips_layers_is_drawn_beside_them() -> None:
    """The others are straight."""
    layers = (layer("input", SAME), layer("conv", SAME, 0), layer("add", SAME, 0, 1))
    straight, beside, last = graph_drawing(Sketch(layers, 0, 0)).paths
    assert (" V" in straight, " C" in beside, " V" in last) == (True, True, True)


def test_layers_that_are_left_out_make_room_for_a_note() -> None:
    """Above and below."""
    layers = (layer("conv", SAME, -1),)
    assert graph_drawing(Sketch(layers, 5, 2)).height > graph_drawing(Sketch(layers, 0, 0)).height
