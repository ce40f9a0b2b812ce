"""What is told of a report's time."""

from __future__ import annotations

import pytest

from grader.report.model import Timing


@pytest.mark.parametrize(
    ("seconds", "told"), [(0.0, 1.0), (0.9, 1.0), (1.1, 2.0), (3.9999, 4.0), (4.0, 4.0), (65, 128)]
)
def test_a_student_learns_no_exact_time(seconds: float, told: float) -> None:
    """A hidden case could take as long as its input says."""
    assert Timing.rounded(seconds, exactly=False).wall_seconds == told


def test_an_instructor_learns_it() -> None:
    """In thousandths."""
    assert Timing.rounded(1.23456, exactly=True).wall_seconds == 1.235
