"""Pictures of actual and expected values: the plane of an array where they differ most."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

MIN_CELLS = 4  # of a plane worth showing
MAX_SIDE = 512  # numbers along a side of a plane that is drawn
MAX_CELLS_IN_TEXT = 24  # along a side
RTOL = 2e-3  # drawn values are known to four digits
_IMAGES = 4  # axes of a batch of images; with fewer, there is no batch


@dataclass(frozen=True)
class Colours:
    """A colour map of matplotlib, and the names of its extremes."""

    map: str
    low: str
    high: str


VALUES = Colours("viridis", "dark", "yellow")
DIFFERENCES = Colours("coolwarm", "blue", "red")


@dataclass(frozen=True)
class Panel:
    """One plane to draw.

    Attributes:
        title: What it is.
        plane: Its numbers (height, width).
        wrong: Where it differs; None if the planes have different shapes.
        colours: The colours of the numbers.
        low: The number with the first colour.
        high: The number with the last colour.
        text: What it shows, in words.
    """

    title: str
    plane: np.ndarray = field(repr=False)
    wrong: np.ndarray | None = field(repr=False)
    colours: Colours
    low: float
    high: float
    text: str = ""

    @property
    def legend(self) -> str:
        """The numbers of the first and the last colour."""
        return f"{self.colours.low} {self.low:.3g}, {self.colours.high} {self.high:.3g}"


@dataclass(frozen=True)
class Picture:
    """The expected and the actual plane, and where they differ.

    Attributes:
        location: The index expression of the plane in the result.
        expected: The expected plane (height, width).
        actual: The actual plane; its shape may differ.
    """

    location: str
    expected: np.ndarray = field(repr=False)
    actual: np.ndarray = field(repr=False)

    @property
    def same_shape(self) -> bool:
        """Whether the planes have the same shape."""
        return self.expected.shape == self.actual.shape

    @property
    def wrong(self) -> np.ndarray | None:
        """Where they differ; None if their shapes differ."""
        return ~_close(self.actual, self.expected) if self.same_shape else None

    @property
    def sentence(self) -> str:
        """How many numbers differ, and the one that differs most."""
        wrong = self.wrong
        if wrong is None:
            sides = (f"{plane.shape[0]}\N{MULTIPLICATION SIGN}{plane.shape[1]}" for plane in self._planes)
            return "Expected {} numbers, got {}.".format(*sides)
        gap = np.where(wrong, np.nan_to_num(np.abs(self.actual - self.expected), nan=np.inf), -1.0)
        row, column = (int(i) for i in np.unravel_index(int(gap.argmax()), gap.shape))
        return (
            f"{int(wrong.sum())} of {wrong.size} numbers differ, most of all [{row}, {column}]: "
            f"{self.actual[row, column]:.3g} instead of {self.expected[row, column]:.3g}."
        )

    @property
    def _planes(self) -> tuple[np.ndarray, np.ndarray]:
        return self.expected, self.actual

    def panels(self) -> tuple[Panel, ...]:
        """Return the planes to draw: expected, yours, and the difference if the shapes are equal."""
        both = np.concatenate([plane.ravel() for plane in self._planes])
        finite = both[np.isfinite(both)]
        low, high = (float(finite.min()), float(finite.max())) if finite.size else (0.0, 1.0)
        wrong = self.wrong
        text = f"{_sides(self.expected)} between {low:.3g} and {high:.3g}"
        panels = [Panel("expected", self.expected, None, VALUES, low, high, f"Expected: {text}.")]
        said = f"Yours: {_sides(self.actual)}. {self.sentence}"
        panels.append(Panel("yours", self.actual, wrong, VALUES, low, high, said))
        if self.same_shape:
            difference = self.actual - self.expected
            most = float(np.abs(difference[np.isfinite(difference)]).max(initial=0.0)) or 1.0
            text = f"Difference, yours minus expected: between {-most:.3g} and {most:.3g}. {self.sentence}"
            panels.append(Panel("difference", difference, wrong, DIFFERENCES, -most, most, text))
        return tuple(panels)

    def text(self) -> str:
        """Return a text map of the differences, for output without images."""
        wrong = self.wrong
        if wrong is None or max(self.expected.shape) > MAX_CELLS_IN_TEXT:
            return ""
        return "\n".join(" ".join("x" if cell else "." for cell in row) for row in wrong)


def picture_of(compared: Iterable[tuple[str, Any, Any]]) -> Picture | None:
    """Return a picture of the first wrong array, if there is one.

    Args:
        compared: Results: position, actual and expected value.
    """
    for location, actual, expected in compared:
        if not (isinstance(actual, np.ndarray) and isinstance(expected, np.ndarray)):
            continue
        if actual.dtype.kind in "biuf" and expected.dtype.kind in "biuf" and actual.ndim == expected.ndim:
            picture = _picture(location, actual.astype(np.float64), expected.astype(np.float64))
            if picture is not None:
                return picture
    return None


def _picture(location: str, actual: np.ndarray, expected: np.ndarray) -> Picture | None:
    if actual.shape == expected.shape:
        if not actual.size or _close(actual, expected).all():
            return None
        gap = np.nan_to_num(np.abs(actual - expected), nan=np.inf)
        worst = np.unravel_index(int(gap.argmax()), gap.shape)
    else:
        worst = tuple(np.intp(0) for _ in expected.shape)
    index = _plane(tuple(int(i) for i in worst))
    if len([part for part in index if isinstance(part, slice)]) < 2:  # noqa: PLR2004 - height and width
        return None
    if any(size == 0 for size in (*actual.shape, *expected.shape)):
        return None
    if expected[index].size < MIN_CELLS or max(*actual[index].shape, *expected[index].shape) > MAX_SIDE:
        return None
    written = ", ".join(":" if isinstance(part, slice) else str(part) for part in index)
    return Picture(f"{location}[{written}]", expected[index], actual[index])


def _plane(worst: tuple[int, ...]) -> tuple[Any, ...]:
    """Return the index of the plane that contains an entry: images are (example, height, width, channel)."""
    first = 1 if len(worst) >= _IMAGES else 0
    return tuple(slice(None) if axis in {first, first + 1} else i for axis, i in enumerate(worst))


def _close(actual: np.ndarray, expected: np.ndarray) -> Any:
    scale = float(np.abs(expected).max(initial=0.0))
    return np.isclose(actual, expected, rtol=RTOL, atol=RTOL * scale)


def _sides(plane: np.ndarray) -> str:
    return f"{plane.shape[0]}\N{MULTIPLICATION SIGN}{plane.shape[1]} numbers"
