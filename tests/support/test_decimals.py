"""Exact numbers, and how they are shown."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.support.decimals import exact, shown

POINTS = st.fractions(0, 1000)


@pytest.mark.parametrize(
    ("number", "expected"),
    [(0.1, Fraction(1, 10)), (3, Fraction(3)), (0.125, Fraction(1, 8)), (1e-3, Fraction(1, 1000))],
)
def test_a_number_is_what_was_written(number: float, expected: Fraction) -> None:
    """Not the binary fraction that is nearest."""
    assert exact(number) == expected


@given(st.integers(0, 10**7))
def test_two_decimals_are_shown_as_they_are(hundredths: int) -> None:
    """Nothing is lost."""
    assert shown(exact(hundredths / 100)) == hundredths / 100


@given(POINTS, POINTS)
def test_less_than_everything_is_never_shown_as_everything(points: Fraction, full: Fraction) -> None:
    """Unless even everything is shown as nothing."""
    number = shown(points, full)
    if points < full:
        assert number < shown(full) or shown(full) == 0 == number
    else:
        assert number == shown(points)


@given(POINTS, POINTS)
def test_what_is_shown_is_within_a_hundredth(points: Fraction, full: Fraction) -> None:
    """Whatever it is shown beside."""
    assert abs(exact(shown(points, full)) - points) <= Fraction(1, 100)
