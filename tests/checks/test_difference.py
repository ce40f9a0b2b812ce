"""A difference: what it is about."""

from __future__ import annotations

from grader.checks.difference import About, Difference


def test_the_part_is_empty_where_nothing_is_known() -> None:
    """Code may ask for it in either case."""
    parts = [Difference("it is wrong", about=about).part for about in (About("layers.Dense"), None)]
    assert parts == ["layers.Dense", ""]


def test_differences_are_equal_if_they_say_the_same() -> None:
    """Where each comes from does not matter."""
    assert Difference("it is wrong", about=About("loss")) == Difference("it is wrong")
