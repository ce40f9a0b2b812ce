"""Fingerprints of results: a few numbers by which results are recognised, but not rebuilt.

They are published beside the expected values, so that `check` names misconceptions on a student's machine.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from grader.checks.places import LINES
from grader.sandbox.interface import Raised, Returned

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from grader.sandbox.interface import Outcome

DIGITS = 6
RTOL, ATOL = 2e-4, 1e-5
MAX_PARTS = 12


def fingerprint(outcome: Outcome) -> Any:
    """Return the fingerprint of an outcome as JSON; None if it has none."""
    if isinstance(outcome, Raised):
        return {"raised": outcome.name}
    return _of(outcome.value) if isinstance(outcome, Returned) else None


def _of(value: Any) -> Any:
    if isinstance(value, (tuple, list)):
        return {"parts": [_of(part) for part in value[:MAX_PARTS]]}
    if isinstance(value, dict):
        keys = {"keys": sorted(map(str, value))[:MAX_PARTS]}
        inner = {
            key: _of(value[key]) for key in value if isinstance(value[key], (dict, list)) and key != LINES
        }
        return {**keys, "of": inner} if inner else keys
    if isinstance(value, (np.ndarray, np.number, int, float)) and np.asarray(value).dtype.kind in "iufb":
        return _of_numbers(np.asarray(value, np.float64))
    return {"type": type(value).__name__}


def _of_numbers(array: np.ndarray) -> Any:
    """Return the shape, and three means that depend on every entry; the last one on its position."""
    flat = array.ravel()
    with np.errstate(all="ignore"):
        places = 1 + np.arange(flat.size) % 17
        means = [flat.mean(), np.abs(flat).mean(), (flat * places).mean()] if flat.size else [0.0, 0.0, 0.0]
    return {"shape": list(array.shape), "means": [_rounded(float(mean)) for mean in means]}


def _rounded(number: float) -> float | str:
    return float(f"{number:.{DIGITS}g}") if math.isfinite(number) else str(number)


def alike(one: Any, other: Any) -> bool:
    """Return whether two fingerprints are those of the same result."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(alike(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(alike, one, other))
    if isinstance(one, float) and isinstance(other, (float, int)):
        return abs(one - other) <= ATOL + RTOL * abs(other)
    return bool(one == other)


def recognised(outcomes: Mapping[str, Outcome], known: Iterable[tuple[str, Mapping[str, Any]]]) -> str | None:
    """Return the only advice whose fingerprints are those of all outcomes; None if there are several.

    Args:
        outcomes: The student's outcomes by case.
        known: Pieces of advice, each with fingerprints by case.
    """
    own = {case: fingerprint(outcome) for case, outcome in outcomes.items()}
    if not own or not any(isinstance(outcome, Returned) for outcome in outcomes.values()):
        return None
    fitting = {
        advice
        for advice, prints in known
        if own.keys() <= prints.keys() and all(alike(own[case], prints[case]) for case in own)
    }
    return fitting.pop() if len(fitting) == 1 else None
