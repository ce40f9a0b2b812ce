"""What wrong results look like: transposed, only the first example, a constant factor, and the like."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING, Any

import numpy as np

from grader.diagnosis.faults import Fault
from grader.diagnosis.stored import MESSAGE, stored_fault
from grader.sandbox.interface import Returned

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from grader.diagnosis.diagnose import Wrong
    from grader.judging.judge import Judgement

Pair = tuple[np.ndarray, np.ndarray]
IMAGES = 4  # axes of a batch of images
RTOL, ATOL = 1e-4, 1e-5
NAMES = ("first", "second", "third", "fourth", "fifth")


def output_faults(wrong: Wrong) -> tuple[Fault, ...]:
    """Return what the results of a function are like, if all wrong cases agree on it."""
    judgement = wrong.judgement
    for part, pairs in _parts(judgement).items():
        for likeness, sentence in LIKENESSES.items():
            if pairs and all(_holds(LIKENESS_TESTS[likeness], pair) for pair in pairs):
                where = "The result" if part is None else f"The {NAMES[part]} result"
                message = f"{where} {sentence}"
                return (stored_fault(judgement, part, "output", message),)
    return ()


def stored_faults(wrong: Wrong) -> tuple[Fault, ...]:
    """Return where the first wrong part of the result is stored, if nothing else is known of it."""
    if wrong.judgement.substituted:
        return ()
    fault = wrong_part_fault(wrong.judgement, "trace", MESSAGE)
    return () if fault.line is None else (fault,)


def wrong_part_fault(judgement: Judgement, kind: str, message: str) -> Fault:
    """Return a fault with the line that stores the first wrong part of the result, if it is known."""
    part = next(iter(_parts(judgement).items()), None)
    if part is None or judgement.definition.body or judgement.substituted:
        return Fault(kind=kind, message=message, cell=judgement.definition.cell)
    return stored_fault(judgement, part[0], kind, message)


def _parts(judgement: Judgement) -> dict[int | None, list[Pair]]:
    """Return the wrong arrays beside the expected ones, by part of the result."""
    found: dict[int | None, list[Pair]] = {}
    for item in judgement.evidence:
        if not isinstance(item.outcome, Returned) or not isinstance(item.reference, Returned):
            continue
        for part, actual, expected in _arrays(item.outcome.value, item.reference.value):
            if not _equal(actual, expected):
                found.setdefault(part, []).append((actual, expected))
    return found


def _arrays(actual: Any, expected: Any) -> Iterator[tuple[int | None, np.ndarray, np.ndarray]]:
    if isinstance(expected, tuple) and isinstance(actual, (tuple, list)) and len(actual) == len(expected):
        pairs = list(zip(actual, expected, strict=True))[: len(NAMES)]
        found: list[tuple[int | None, Any, Any]] = [(n, a, e) for n, (a, e) in enumerate(pairs)]
    else:
        found = [(None, actual, expected)]
    for part, got, should in found:
        if isinstance(should, (np.ndarray, np.number, float)) and isinstance(
            got, (np.ndarray, np.number, float)
        ):
            a, e = np.asarray(got), np.asarray(should)
            if a.dtype.kind in "fiub" and e.dtype.kind in "fiub":
                yield part, a.astype(np.float64), e.astype(np.float64)


def _equal(actual: np.ndarray, expected: np.ndarray) -> bool:
    return actual.shape == expected.shape and bool(np.allclose(actual, expected, RTOL, ATOL))


def _holds(test: Callable[[np.ndarray, np.ndarray], bool], pair: Pair) -> bool:
    with np.errstate(all="ignore"):
        return bool(test(*pair))


def _nan(actual: np.ndarray, _expected: np.ndarray) -> bool:
    return actual.size > 0 and not np.isfinite(actual).all()


def _zeros(actual: np.ndarray, expected: np.ndarray) -> bool:
    return actual.size > 0 and not actual.any() and bool(expected.any())


def _transposed(actual: np.ndarray, expected: np.ndarray) -> bool:
    if not 1 < expected.ndim <= IMAGES or actual.ndim != expected.ndim:
        return False
    orders = list(permutations(range(expected.ndim)))[1:]
    return any(_equal(actual, expected.transpose(order)) for order in orders)


def _flipped(actual: np.ndarray, expected: np.ndarray) -> bool:
    return actual.ndim > 1 and any(_equal(np.flip(actual, axis), expected) for axis in range(actual.ndim))


def _reshaped(actual: np.ndarray, expected: np.ndarray) -> bool:
    return (
        actual.shape != expected.shape
        and actual.size == expected.size
        and _equal(actual.ravel(), expected.ravel())
    )


def _factor(actual: np.ndarray, expected: np.ndarray) -> bool:
    if actual.shape != expected.shape or len(np.unique(expected)) < 2 or not actual.any():  # noqa: PLR2004 - one value says nothing
        return False  # any number is another one times a factor
    factor = float((actual * expected).sum() / (expected * expected).sum())
    return abs(factor) > ATOL and _equal(actual, factor * expected)


def _offset(actual: np.ndarray, expected: np.ndarray) -> bool:
    """Return whether each channel is off by a number of its own, as without a bias."""
    if actual.shape != expected.shape or expected.ndim < 2 or expected.size <= expected.shape[-1]:  # noqa: PLR2004
        return False
    off = (actual - expected).reshape(-1, expected.shape[-1])
    return bool(np.allclose(off, off[0], RTOL, ATOL))


def _one_example(number: int) -> Callable[[np.ndarray, np.ndarray], bool]:
    def test(actual: np.ndarray, expected: np.ndarray) -> bool:
        if actual.shape != expected.shape or expected.ndim < IMAGES or len(expected) < 2:  # noqa: PLR2004
            return False
        right = [_equal(a, e) for a, e in zip(actual, expected, strict=True)]
        return right[number] and sum(right) == 1

    return test


def _edge(actual: np.ndarray, expected: np.ndarray) -> bool:
    """Return whether all is right but for the last row or the last column of windows."""
    if actual.shape != expected.shape or expected.ndim != IMAGES or min(expected.shape[1:3]) < 2:  # noqa: PLR2004
        return False
    inside = [np.s_[:, :-1], np.s_[:, :, :-1], np.s_[:, :-1, :-1]]
    return any(_equal(actual[part], expected[part]) for part in inside)


def _size(actual: np.ndarray, expected: np.ndarray) -> bool:
    """Return whether there is one row or column too many or too few."""
    if actual.ndim != expected.ndim or expected.ndim != IMAGES or actual.shape == expected.shape:
        return False
    off = [a - e for a, e in zip(actual.shape, expected.shape, strict=True)]
    return off[0] == off[3] == 0 and all(abs(number) <= 1 for number in off)


# In order: each is a sentence about a result, which begins with its name.
LIKENESSES = {
    "nan": "holds values that are not numbers (NaN or infinity).",
    "zeros": "is zero everywhere: nothing is stored in it.",
    "transposed": "has the right values, but its axes are in another order.",
    "flipped": "has the right values, but in reverse order along an axis.",
    "reshaped": "has the right values in another shape.",
    "first": "is right for the first example of the batch only.",
    "last": "is right for the last example of the batch only.",
    "factor": "is the right one times a constant factor.",
    "offset": "is off by the same number in the whole of each channel: look at what is added to a channel.",
    "edge": "is right but for the last row or column of windows.",
    "size": "has one row or column too many or too few: look at how its size is computed.",
}
LIKENESS_TESTS: dict[str, Callable[[np.ndarray, np.ndarray], bool]] = {
    "nan": _nan,
    "zeros": _zeros,
    "transposed": _transposed,
    "flipped": _flipped,
    "reshaped": _reshaped,
    "first": _one_example(0),
    "last": _one_example(-1),
    "factor": _factor,
    "offset": _offset,
    "edge": _edge,
    "size": _size,
}
