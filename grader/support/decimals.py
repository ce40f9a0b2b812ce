"""Points as exact numbers: read from decimal text, rounded only for display."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

DECIMALS = 2
_STEP = Fraction(1, 10**DECIMALS)


def exact(number: float | Fraction) -> Fraction:
    """Return a number exactly as written in decimals: 0.1 is a tenth, not the nearest binary fraction."""
    return number if isinstance(number, Fraction) else Fraction(str(number))


@lru_cache(maxsize=1024)
def shown(points: float | Fraction, full: Fraction | None = None) -> float:
    """Return points as a report shows them, to two decimals.

    Args:
        points: The points earned.
        full: The points that could be earned: fewer points are never rounded up to them.
    """
    points = exact(points)
    rounded = round(points, DECIMALS)
    if full is not None and points < full and rounded >= round(full, DECIMALS):
        rounded = max(round(full, DECIMALS) - _STEP, Fraction())
    return float(rounded)
