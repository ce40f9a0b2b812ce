"""Planes of numbers as pictures: colours with the numbers written in them, or one pixel per number."""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.report.pictures import Panel, Picture

MAX_NUMBERED = 10  # numbers along a side that are still readable
CELL_WIDTH, CELL_HEIGHT = 58, 38
MAX_CHARACTERS = 6  # of a number in its square
LONGEST_SIDE = 320  # of a picture without numbers
_DARK_INK, _LIGHT_INK = "#000", "#fff"
_HALF = 0.179  # the luminance at which black and white have the same contrast


@dataclass(frozen=True)
class Square:
    """One number of a plane: where it is drawn, its colours, its text, and whether it is wrong."""

    x: int
    y: int
    fill: str
    ink: str
    text: str
    wrong: bool


@dataclass(frozen=True)
class Drawing:
    """A panel as drawn: squares with numbers, or else the address of an image."""

    width: int
    height: int
    squares: tuple[Square, ...] = ()
    source: str = ""


def drawn(picture: Picture) -> tuple[tuple[Panel, Drawing], ...]:
    """Return the panels of a picture with their drawings; none if matplotlib is not installed."""
    drawings = ((panel, drawing_of(panel)) for panel in picture.panels())
    return tuple((panel, drawing) for panel, drawing in drawings if drawing is not None)


def drawing_of(panel: Panel) -> Drawing | None:
    """Return a panel as a drawing; None if matplotlib is not installed."""
    try:
        colours = _colours(panel)
    except ImportError:
        return None
    height, width = panel.plane.shape
    if max(height, width) <= MAX_NUMBERED:
        return Drawing(width * CELL_WIDTH, height * CELL_HEIGHT, tuple(_squares(panel, colours)))
    scale = max(1, LONGEST_SIDE // max(height, width))
    return Drawing(width * scale, height * scale, source=_png(colours))


def _colours(panel: Panel) -> np.ndarray:
    """Return the colour of each number (height, width, RGBA)."""
    from matplotlib import colormaps  # heavy, and needed for pictures only

    high = panel.high if panel.high > panel.low else panel.low + 1
    place = (panel.plane - panel.low) / (high - panel.low)
    colours: Any = colormaps[panel.colours.map](np.clip(np.nan_to_num(place), 0, 1), bytes=True)
    colours[~np.isfinite(panel.plane)] = (128, 128, 128, 255)
    return np.asarray(colours)


def _squares(panel: Panel, colours: np.ndarray) -> Iterator[Square]:
    for (row, column), number in np.ndenumerate(panel.plane):
        fill = colours[row, column]
        yield Square(
            x=column * CELL_WIDTH,
            y=row * CELL_HEIGHT,
            fill="#{:02x}{:02x}{:02x}".format(*fill[:3]),
            ink=_DARK_INK if _luminance(fill[:3]) > _HALF else _LIGHT_INK,
            text=_short(float(number)),
            wrong=panel.wrong is not None and bool(panel.wrong[row, column]),
        )


def _short(number: float) -> str:
    """Return a number in few characters."""
    text = f"{number:.3g}"
    return text if len(text) <= MAX_CHARACTERS else f"{number:.0e}".replace("e-0", "e-").replace("e+0", "e")


def _luminance(colour: np.ndarray) -> float:
    """Return the relative luminance of a colour, as the guidelines for contrast define it."""
    part = colour / 255
    linear = np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)  # noqa: PLR2004 - sRGB
    return float(linear @ (0.2126, 0.7152, 0.0722))


def _png(colours: np.ndarray) -> str:
    from PIL import Image  # comes with matplotlib

    data = io.BytesIO()
    Image.fromarray(colours).save(data, format="png", optimize=True)
    return f"data:image/png;base64,{base64.b64encode(data.getvalue()).decode()}"
