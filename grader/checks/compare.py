"""Compare actual with expected values: where they differ, and how.

Anything unexpected fails: NaN, a missing part, another type, another shape.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from grader.checks.difference import Difference
from grader.support.text import MAX_NAME_CHARACTERS, clean
from grader.wire import Opaque

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from grader.packs import Expectation, Tolerance

SHOWN_VALUES = 6
_NUMBER = (int, float, np.number)


def differences(actual: Any, expected: Any, location: str, tolerance: Tolerance) -> Iterator[Difference]:
    """Yield how `actual` differs from `expected`; `location` is its name for readers, such as `return[0]`."""
    if isinstance(expected, np.ndarray) and expected.ndim:
        yield from _array_differences(actual, expected, location, tolerance)
    elif isinstance(expected, (bool, np.bool_, str)) or expected is None:
        if type(actual) is not type(expected) or actual != expected:
            got = repr(clean(actual)) if isinstance(actual, str) else describe(actual)
            yield Difference(f"{location} is {got}, but should be {expected!r}")
    elif isinstance(expected, (tuple, list)):
        yield from _sequence_differences(actual, expected, location, tolerance)
    elif isinstance(expected, dict):
        yield from _mapping_differences(actual, expected, location, tolerance)
    else:
        yield from _number_differences(actual, expected, location, tolerance)


def aspect_differences(
    actual: Any, expected: Any, location: str, tolerance: Tolerance, aspects: Collection[str] = ()
) -> Iterator[Difference]:
    """Yield how `actual` differs in an aspect: `values` (whatever the shape), `shape`; by default in both."""
    match tuple(aspects):
        case ("values",):
            yield from differences(_reshaped(actual, expected), expected, location, tolerance)
        case ("shape",):
            anything = replace(tolerance, rtol=0.0, atol=np.inf)
            yield from differences(_without_values(actual), _without_values(expected), location, anything)
        case _:
            yield from differences(actual, expected, location, tolerance)


def _reshaped(actual: Any, expected: Any) -> Any:
    """Return an array or a number in the shape of another that differs in axes of length one only."""
    is_number = isinstance(actual, _NUMBER) and not isinstance(actual, bool)
    if not (is_number or isinstance(actual, np.ndarray)):
        return actual
    if isinstance(expected, np.ndarray):
        is_same = np.squeeze(actual).shape == np.squeeze(expected).shape
        return np.reshape(actual, expected.shape) if is_same else actual
    return np.reshape(actual, ()) if isinstance(expected, _NUMBER) and np.size(actual) == 1 else actual


def _without_values(value: Any) -> Any:
    """Return a value of the same kind and shape with zeros for its numbers."""
    if isinstance(value, np.ndarray):
        return np.zeros(value.shape)
    return 0.0 if isinstance(value, _NUMBER) and not isinstance(value, bool) else value


def expectation_differences(
    result: Any, expectation: Expectation, tolerance: Tolerance, aspects: Collection[str] = ()
) -> Iterator[Difference]:
    """Yield how a result differs from one published value; for aspects, see `aspect_differences`."""
    location, part = "return", result
    for key in expectation.path:
        fits = isinstance(part, dict) and key in part
        if isinstance(key, int):
            fits = isinstance(part, (tuple, list)) and -len(part) <= key < len(part)
        if not fits:
            yield Difference(f"{location} is {describe(part)}, but should have a part [{key!r}]")
            return
        location, part = f"{location}[{key!r}]", part[key]
    if not (expectation.index or expectation.reduce):
        yield from aspect_differences(part, expectation.value, location, tolerance, aspects)
    elif not isinstance(part, np.ndarray):
        yield Difference(f"{location} is {describe(part)}, but should be an array")
    elif expectation.reduce is None:
        yield from _indexed_differences(part, expectation, location, tolerance)
    else:
        yield from _reduced_differences(part, expectation, location, tolerance)


def _reduced_differences(
    array: np.ndarray, expectation: Expectation, location: str, tolerance: Tolerance
) -> Iterator[Difference]:
    """Compare the shape of an array, or of a part of it, or a mean or sum over it, with the published one."""
    index = expectation.index
    try:
        part = array[index]
    except IndexError:
        yield Difference(f"{location} has shape {array.shape}, so it has no index [{_index(index)}]")
        return
    location = f"{location}[{_index(index)}]" if index else location
    should = expectation.value
    with np.errstate(all="ignore"):
        match expectation.reduce:
            case "shape" if list(part.shape) != should.tolist():
                message = f"{location} has shape {part.shape}, but should be {tuple(should.tolist())}"
                where = f"{location}.shape"
                yield Difference(message, {where: should.tolist()}, {where: list(part.shape)})
            case "channel_mean" if part.ndim == 0 or part.shape[-1] == 0:
                yield Difference(f"{location} has shape {part.shape}, but should have channels")
            case "channel_mean":
                yield from differences(part.mean(axis=-1), should, f"mean({location}, axis=-1)", tolerance)
            case "mean" | "sum" as reduce:
                value = getattr(np, reduce)(part) if part.size else np.nan  # an empty array has no mean
                yield from differences(value, should, f"{reduce}({location})", tolerance)


def _indexed_differences(
    array: np.ndarray, expectation: Expectation, location: str, tolerance: Tolerance
) -> Iterator[Difference]:
    """Compare a part of an array with its published values; positions refer to the whole array."""
    index = expectation.index
    try:
        part = array[index]
    except IndexError:
        yield Difference(f"{location} has shape {array.shape}, so it has no index [{_index(index)}]")
        return
    expected = expectation.value
    if (
        index
        and isinstance(expected, np.ndarray)
        and part.shape == expected.shape
        and array.dtype.kind != "c"
    ):
        yield from _value_differences(part, expected, location, tolerance, index)
    else:
        yield from differences(
            part, expected, f"{location}[{_index(index)}]" if index else location, tolerance
        )


def identical(actual: object, expected: object) -> bool:
    """Return whether two values are the same, of the same types."""
    if isinstance(expected, np.ndarray):
        return (
            isinstance(actual, np.ndarray)
            and actual.dtype == expected.dtype
            and np.array_equal(actual, expected)
        )
    if isinstance(expected, (tuple, list)):
        return (
            isinstance(actual, type(expected))
            and len(actual) == len(expected)
            and all(identical(a, e) for a, e in zip(actual, expected, strict=True))
        )
    if isinstance(expected, dict):
        return (
            isinstance(actual, dict)
            and actual.keys() == expected.keys()
            and all(identical(actual[key], value) for key, value in expected.items())
        )
    return type(actual) is type(expected) and actual == expected


def describe(value: Any) -> str:
    """Describe the kind of a value without showing it."""
    if isinstance(value, Opaque):
        return f"an object of type {clean(value.type_name, MAX_NAME_CHARACTERS)}"
    if isinstance(value, np.ndarray):
        return f"an array of shape {value.shape}" if value.ndim else "a 0-d array"
    if isinstance(value, (tuple, list)):
        return f"a {type(value).__name__} of length {len(value)}"
    if isinstance(value, dict):
        return "a dictionary"
    if value is None or isinstance(value, (bool, np.bool_)):
        return repr(value if value is None else bool(value))
    return "a string" if isinstance(value, str) else f"the number {shown(value)}"


def shown(value: Any) -> Any:
    """Return a number as a report shows it: six significant digits; NaN and infinity as text."""
    number = complex(value) if isinstance(value, (complex, np.complexfloating)) else value
    if isinstance(number, complex):
        return str(number)
    if isinstance(number, (bool, np.bool_)):
        return bool(number)
    if isinstance(number, (int, np.integer)):
        return int(number)
    text = f"{float(number):.6g}"
    return float(text) if np.isfinite(float(number)) else text


def _index(index: tuple[Any, ...]) -> str:
    def part(entry: Any) -> str:
        if isinstance(entry, slice):
            return f"{'' if entry.start is None else entry.start}:{'' if entry.stop is None else entry.stop}"
        return str(int(entry))

    return ", ".join(part(entry) for entry in index)


def _array_differences(
    actual: Any, expected: np.ndarray, location: str, tolerance: Tolerance
) -> Iterator[Difference]:
    if not isinstance(actual, np.ndarray):
        yield Difference(
            f"{location} is {describe(actual)}, but should be an array of shape {expected.shape}"
        )
    elif actual.shape != expected.shape:
        where = f"{location}.shape"
        message = f"{location} has shape {actual.shape}, but should be {expected.shape}"
        yield Difference(message, {where: list(expected.shape)}, {where: list(actual.shape)})
    elif actual.dtype.kind == "c":
        yield Difference(f"{location} has complex values, but should have real ones")
    elif not _is_identical(actual, expected):
        yield from _value_differences(actual, expected, location, tolerance)


def _is_identical(actual: np.ndarray, expected: np.ndarray) -> bool:
    """Return whether values are bitwise equal, as correct ones often are: faster than a tolerance test."""
    return bool((actual == expected).all() and np.isfinite(expected).all())


def _value_differences(
    actual: np.ndarray,
    expected: np.ndarray,
    location: str,
    tolerance: Tolerance,
    inside: tuple[Any, ...] = (),
) -> Iterator[Difference]:
    """Compare arrays of equal shape; `inside` is their index in a larger array."""
    close = _close(actual, expected, tolerance)
    if close.all():
        return
    wrong = np.argwhere(~close)
    indices = [tuple(int(i) for i in index) for index in wrong[:SHOWN_VALUES]]
    first = indices[0]
    labels = [f"{location}[{_index(_whole_index(inside, index))}]" for index in indices]
    message = f"{labels[0]} is {shown(actual[first])}, but should be {shown(expected[first])}"
    if actual.size > 1:
        some = f"the {actual.size} values compared" if inside else f"{actual.size} values"
        message += f" ({len(wrong)} of {some} differ{_pattern(wrong, actual.shape)})"
    yield Difference(
        message,
        {label: shown(expected[index]) for label, index in zip(labels, indices, strict=True)},
        {label: shown(actual[index]) for label, index in zip(labels, indices, strict=True)},
    )


def _whole_index(inside: tuple[Any, ...], index: tuple[int, ...]) -> tuple[int, ...]:
    """Convert an `index` into the part `inside` to an index into the whole array."""
    rest = iter(index)
    start = [part if isinstance(part, int) else (part.start or 0) + next(rest) for part in inside]
    return (*start, *rest)


def _pattern(wrong: np.ndarray, shape: tuple[int, ...]) -> str:
    """Describe the wrong values' part of the first axis, usually the batch, if they are confined to one."""
    rows = np.unique(wrong[:, 0])
    if len(shape) < 4 or len(rows) == shape[0]:  # noqa: PLR2004 - images have four axes
        return ""
    return (
        f"; example {rows[0]}" if len(rows) == 1 else f"; examples {', '.join(str(int(r)) for r in rows[:5])}"
    )


def _close(actual: Any, expected: Any, tolerance: Tolerance) -> Any:
    with np.errstate(all="ignore"):
        got, should = np.asarray(actual, np.float64), np.asarray(expected, np.float64)
        return np.abs(got - should) <= tolerance.atol + tolerance.rtol * np.abs(should)


def _number_differences(
    actual: Any, expected: Any, location: str, tolerance: Tolerance
) -> Iterator[Difference]:
    is_number = isinstance(actual, _NUMBER) and not isinstance(actual, (bool, complex, np.complexfloating))
    is_zero_d = isinstance(actual, np.ndarray) and actual.ndim == 0 and actual.dtype.kind in "iuf"
    if not (is_number or is_zero_d):
        yield Difference(f"{location} is {describe(actual)}, but should be a number")
    elif not _close(actual, expected, tolerance):
        should, got = shown(expected), shown(actual[()] if is_zero_d else actual)
        yield Difference(f"{location} is {got}, but should be {should}", {location: should}, {location: got})


def _sequence_differences(
    actual: Any, expected: Any, location: str, tolerance: Tolerance
) -> Iterator[Difference]:
    if not isinstance(actual, (tuple, list)):
        yield Difference(f"{location} is {describe(actual)}, but should be a tuple of {len(expected)}")
    elif len(actual) != len(expected):
        yield Difference(f"{location} has {len(actual)} parts, but should have {len(expected)}")
    else:
        for number, (got, should) in enumerate(zip(actual, expected, strict=True)):
            yield from differences(got, should, f"{location}[{number}]", tolerance)


def _mapping_differences(
    actual: Any, expected: dict[Any, Any], location: str, tolerance: Tolerance
) -> Iterator[Difference]:
    if not isinstance(actual, dict):
        yield Difference(f"{location} is {describe(actual)}, but should be a dictionary")
        return
    for key, should in expected.items():
        if key not in actual:
            yield Difference(f"{location} has no entry {key!r}")
        else:
            yield from differences(actual[key], should, f"{location}[{key!r}]", tolerance)
