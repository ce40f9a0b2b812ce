"""The edits that bring a result closest, where none makes it right."""

from __future__ import annotations

from grader.diagnosis.edits.source import Edit, Part
from grader.diagnosis.search import nearer


def edit(line: int, idea: str = "name", cost: float = 1.0) -> Edit:
    """Return an edit of a line."""
    return Edit((Part(line, line + 1, "x"),), line, cost, idea)


def lines(scores: dict[Edit, float], before: float) -> list[int]:
    """Return the lines of the edits that come closest."""
    return [found.line for found in nearer(scores, before)]


def test_the_edit_that_helps_most_is_the_likeliest() -> None:
    """What helps much less is not told."""
    assert lines({edit(3): 0.6, edit(4): 0.9, edit(5): 0.5}, 0.5) == [4]


def test_two_edits_that_help_alike_are_both_told() -> None:
    """The likelier one first, and no third one."""
    scores = {edit(3, cost=1.2): 0.9, edit(4): 0.9, edit(5, cost=1.3): 0.9}
    assert lines(scores, 0.5) == [4, 3]


def test_edits_that_only_skip_what_raised_tell_nothing() -> None:
    """Several lines lead to the same result then; one that leads further is told."""
    skipping = {edit(3): 0.6, edit(4): 0.6, edit(5): 0.6}
    assert lines(skipping, 0.0) == []
    assert lines(skipping | {edit(6): 0.7}, 0.0) == [6]


def test_a_function_around_a_value_is_less_likely() -> None:
    """Some function or other brings a number closer."""
    assert lines({edit(3, "missing_call"): 0.8, edit(4): 0.8}, 0.5)[0] == 4
