"""Sizes of cases that hide mistakes: what is the same in every case of a function is never tried out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from grader.authoring.validation.finding import WARNING, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from grader.packs import Case

IMAGE_AXES = 4  # examples, rows, columns, channels
TABLE_AXES = 2
_SETTINGS = ("stride", "pad")


def size_findings(function: str, cases: Sequence[Case], where: str) -> Iterator[Finding]:
    """Yield what all cases of a function have in common, so that a mistake in it has no effect."""
    images = [image for case in cases for image in _images(case)]
    squares = [shape for case in cases for shape in _tables(case)]
    if squares and not images and all(shape[0] == shape[1] for shape in squares):
        advice = "use arrays with unequal sides"
        yield _warning(where, function, "has as many rows as columns in every case", advice)
    if images and all(shape[1] == shape[2] for shape in images):
        yield _warning(where, function, "has equal sides in every case", "use images with unequal sides")
    if images and all(shape[0] == 1 for shape in images):
        yield _warning(where, function, "has one example in every case", "use batches of several")
    settings = [found for case in cases for found in _dictionaries((case.args, dict(case.kwargs)))]
    for name in _SETTINGS:
        values = {value for found in settings for key, value in found.items() if key == name}
        if len(values) == 1:
            problem = f"has {name} {values.pop()} in every case"
            yield _warning(where, function, problem, "use several values, 0 and 1 among them for `pad`")
    rests = [rest for case in cases for rest in _rests(case)]
    if rests and not any(rests):
        problem = "has sizes that the stride divides without remainder in every case"
        yield _warning(where, function, problem, "use sizes where rows or columns are left over")


def _warning(where: str, function: str, problem: str, advice: str) -> Finding:
    return Finding(where, f"{function} {problem}, which hides mistakes; {advice}", WARNING)


def _values(value: Any) -> Iterator[Any]:
    yield value
    if isinstance(value, (tuple, list)):
        for item in value:
            yield from _values(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _values(item)


def _images(case: Case) -> Iterator[tuple[int, ...]]:
    """Yield the shapes of batches among the arguments; the first of several arrays is the one of images."""
    arrays = [v.shape for v in _values(case.args) if isinstance(v, np.ndarray) and v.ndim == IMAGE_AXES]
    yield from arrays[:1]


def _tables(case: Case) -> Iterator[tuple[int, ...]]:
    """Yield the shapes of tables, or images without channels, among the arguments: the first of each case."""
    arrays = [v.shape for v in _values(case.args) if isinstance(v, np.ndarray) and v.ndim == TABLE_AXES]
    yield from arrays[:1]


def _dictionaries(value: Any) -> Iterator[dict[str, Any]]:
    yield from (found for found in _values(value) if isinstance(found, dict))


def _rests(case: Case) -> Iterator[int]:
    """Yield how many rows and columns are left behind the last window, where a case says stride and size."""
    arrays = [v for v in _values(case.args) if isinstance(v, np.ndarray) and v.ndim == IMAGE_AXES]
    for settings in _dictionaries((case.args, dict(case.kwargs))):
        size = settings.get("f", arrays[1].shape[0] if len(arrays) > 1 else None)
        stride, pad = settings.get("stride"), settings.get("pad", 0)
        if not (isinstance(size, int) and isinstance(stride, int) and isinstance(pad, int)):
            continue
        if arrays and stride > 1:
            yield from ((side + 2 * pad - size) % stride for side in arrays[0].shape[1:3])
