"""Shares with intervals."""

from __future__ import annotations

from grader.instruments.share import Share


def test_the_interval_is_wilsons() -> None:
    """As in textbooks: of 1 in 10, from 1.8 to 40.4 %."""
    low, high = Share(1, 10).interval
    assert (round(low, 1), round(high, 1)) == (1.8, 40.4)


def test_of_nothing_nothing_is_known() -> None:
    """No division by zero."""
    assert (Share(0, 0).percent, Share(0, 0).interval, str(Share(0, 0))) == (0.0, (0.0, 100.0), "0 of 0")


def test_a_share_is_told_with_its_interval() -> None:
    """In percent."""
    assert str(Share(72, 72)) == "72 of 72 = 100.0 % (94.9 to 100.0 %)"
    assert Share(1, 10).as_dict() == {"count": 1, "total": 10, "percent": 10.0, "low": 1.79, "high": 40.42}
