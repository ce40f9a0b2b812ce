"""Pictures of actual and expected values: the plane of an array where they differ most."""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from grader.live.verdicts import compared_arrays

if TYPE_CHECKING:
    from grader.live.verdicts import Judged

MIN_CELLS = 4  # of a plane worth showing
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
    """A plane as an image with one pixel per number: a PNG data URI with its title and legend."""

    title: str
    source: str
    shape: tuple[int, ...]
    legend: str


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

    def panels(self) -> tuple[Panel, ...]:
        """Return the images; none if matplotlib is not installed."""
        try:
            import matplotlib.image  # noqa: F401, PLC0415 - heavy, and not needed for anything else
        except ImportError:
            return ()
        both = np.concatenate([self.expected.ravel(), self.actual.ravel()])
        finite = both[np.isfinite(both)]
        low, high = (float(finite.min()), float(finite.max())) if finite.size else (0.0, 1.0)
        shown = [
            _panel("expected", self.expected, VALUES, low, high),
            _panel("yours", self.actual, VALUES, low, high),
        ]
        if self.same_shape:
            difference = self.actual - self.expected
            most = float(np.abs(difference[np.isfinite(difference)]).max(initial=0.0)) or 1.0
            shown.append(_panel("difference", difference, DIFFERENCES, -most, most))
        return tuple(shown)

    def text(self) -> str:
        """Return a text map of the differences, for output without images."""
        if not self.same_shape or max(self.expected.shape) > MAX_CELLS_IN_TEXT:
            return ""
        wrong = ~_close(self.actual, self.expected)
        return "\n".join(" ".join("x" if cell else "." for cell in row) for row in wrong)


def picture_of(judged: Judged) -> Picture | None:
    """Return a picture of the first wrong array of a result, if there is one."""
    for _, location, actual, expected in compared_arrays(judged):
        if isinstance(actual, np.ndarray) and actual.dtype.kind in "biuf" and actual.ndim == expected.ndim:
            picture = _picture(location, actual.astype(np.float64), expected.astype(np.float64))
            if picture is not None:
                return picture
    return None


def _picture(location: str, actual: np.ndarray, expected: np.ndarray) -> Picture | None:
    if actual.shape == expected.shape:
        if _close(actual, expected).all():
            return None
        gap = np.nan_to_num(np.abs(actual - expected), nan=np.inf)
        worst = np.unravel_index(int(gap.argmax()), gap.shape)
    else:
        worst = tuple(np.intp(0) for _ in expected.shape)
    index = _plane(tuple(int(i) for i in worst))
    if expected[index].size < MIN_CELLS or not actual[index].size:
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


def _panel(title: str, plane: np.ndarray, colours: Colours, low: float, high: float) -> Panel:
    from matplotlib.image import imsave  # noqa: PLC0415

    data = io.BytesIO()
    imsave(data, plane, vmin=low, vmax=high if high > low else low + 1, cmap=colours.map, format="png")
    source = f"data:image/png;base64,{base64.b64encode(data.getvalue()).decode()}"
    return Panel(title, source, plane.shape, f"{colours.low} {low:.3g}, {colours.high} {high:.3g}")
