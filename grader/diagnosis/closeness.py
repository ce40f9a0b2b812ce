"""How close a result is to the expected one: a guide for the search, never a verdict."""

from __future__ import annotations

from typing import Any

import numpy as np

NUMBER_KINDS = "iufb"


def closeness(actual: Any, expected: Any) -> float:
    """Return a number from 0 to 1: how much of a value is right."""
    if isinstance(expected, (tuple, list)):
        if not isinstance(actual, (tuple, list)) or not expected:
            return 0.05
        share = sum(closeness(a, e) for a, e in zip(actual, expected, strict=False)) / len(expected)
        return share if len(actual) == len(expected) else share * 0.8
    if isinstance(expected, dict):
        return float(isinstance(actual, dict) and actual.keys() == expected.keys())
    if isinstance(expected, (np.ndarray, np.number, int, float)):
        return _of_arrays(actual, np.asarray(expected))
    return float(type(actual) is type(expected) and actual == expected)


def _of_arrays(actual: Any, expected: np.ndarray) -> float:
    if not isinstance(actual, (np.ndarray, np.number, int, float)):
        return 0.05
    got = np.asarray(actual)
    if got.dtype.kind not in NUMBER_KINDS or expected.dtype.kind not in NUMBER_KINDS:
        return 0.05
    if got.shape != expected.shape:
        if got.ndim != expected.ndim:
            return 0.1
        same = sum(a == b for a, b in zip(got.shape, expected.shape, strict=True))
        return float(0.15 + 0.2 * same / max(1, expected.ndim))
    if not expected.size:
        return 1.0
    return _of_numbers(got.astype(np.float64), expected.astype(np.float64))


def _of_numbers(a: np.ndarray, b: np.ndarray) -> float:
    """Return how close arrays of the same shape are."""
    with np.errstate(all="ignore"):
        right = float(np.mean(np.abs(a - b) <= 1e-6 + 1e-5 * np.abs(b)))
        if right == 1.0:
            return 1.0
        spread = float(np.abs(b).mean()) + 1e-9
        error = float(np.nan_to_num(np.abs(a - b).mean() / spread, nan=1e9, posinf=1e9))
        near = 1 / (1 + error)
        linked = _correlation(a.ravel(), b.ravel())
    return float(0.4 + 0.35 * right + 0.1 * near + 0.14 * linked)


def _correlation(a: np.ndarray, b: np.ndarray) -> float:
    if a.size < 3 or not np.isfinite(a).all():  # noqa: PLR2004
        return 0.0
    a, b = a - a.mean(), b - b.mean()
    size = float(np.sqrt((a @ a) * (b @ b)))
    return max(0.0, float(a @ b) / size) if size > 0 else 0.0
