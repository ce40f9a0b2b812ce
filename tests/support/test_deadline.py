"""Limits of wall time, by a clock that stands still or moves on."""

from __future__ import annotations

import pytest

from grader.support.deadline import Deadline


@pytest.mark.parametrize(("now", "over"), [(10.0, False), (70.0, False), (70.5, True)])
def test_a_time_is_over_after_its_seconds(now: float, *, over: bool) -> None:
    """It begins when it is made."""
    times = iter([10.0, now])
    assert Deadline(60.0, times.__next__).has_passed == over


@pytest.mark.parametrize(("seconds", "told"), [(60.0, "1 minute"), (1800.0, "30 minutes")])
def test_a_time_is_told_in_minutes(seconds: float, told: str) -> None:
    """As people say it."""
    assert Deadline(seconds).minutes == told
