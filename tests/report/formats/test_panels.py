"""Planes of numbers as drawings."""

from __future__ import annotations

import base64
import io
import sys
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from grader.report.formats.panels import drawing_of, drawn
from grader.report.pictures import Picture

if TYPE_CHECKING:
    import pytest


def test_a_small_plane_has_its_numbers_written_in_it() -> None:
    """The ones that differ are marked."""
    picture = Picture("return[:, :]", np.zeros((2, 3)), np.array([[0.0, 1e-7, 2.0], [0.0, 0.0, 0.0]]))
    drawing = drawing_of(picture.panels()[1])
    assert drawing is not None
    assert [s.text for s in drawing.squares] == ["0", "1e-07", "2", "0", "0", "0"]
    assert [s.text for s in drawing.squares if s.wrong] == ["1e-07", "2"]


def test_the_ink_can_be_read_on_its_colour() -> None:
    """White on dark, black on light."""
    picture = Picture("return[:, :]", np.zeros((2, 2)), np.array([[0.0, 1.0], [0.0, 0.0]]))
    drawing = drawing_of(picture.panels()[1])
    assert drawing is not None
    assert [(s.fill, s.ink) for s in drawing.squares[:2]] == [("#440154", "#fff"), ("#fde724", "#000")]


def test_a_large_plane_is_an_image_of_a_pixel_for_each_number() -> None:
    """Which the browser enlarges."""
    plane = np.zeros((20, 30))
    plane[3, 4] = 1.0
    drawing = drawing_of(Picture("return", np.zeros((20, 30)), plane).panels()[1])
    assert drawing is not None
    data = base64.b64decode(drawing.source.removeprefix("data:image/png;base64,"))
    image = np.asarray(Image.open(io.BytesIO(data)))
    assert (image.shape, drawing.width, drawing.height) == ((20, 30, 4), 300, 200)
    assert (image[3, 4] != image[0, 0]).any()


def test_what_is_no_number_can_be_drawn() -> None:
    """In grey."""
    drawing = drawing_of(Picture("return", np.zeros((2, 2)), np.full((2, 2), np.nan)).panels()[1])
    assert drawing is not None
    assert {s.fill for s in drawing.squares} == {"#808080"}


def test_without_matplotlib_there_is_no_drawing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The words remain."""
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    assert drawn(Picture("return", np.zeros((2, 2)), np.ones((2, 2)))) == ()
