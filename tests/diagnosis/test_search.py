"""The edits that bring a result closest, where none makes it right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.diagnosis.edits.source import Edit, Part
from grader.diagnosis.search import AFTERWARDS, BATCH, nearer, singles

if TYPE_CHECKING:
    from collections.abc import Sequence


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


class Scored:
    """Trials with a score for each number that an edit replaces; what has none changes nothing."""

    cases = ("only",)

    def __init__(self, scores: dict[int, float]) -> None:
        self._scores = scores
        self.left = 10_000
        self.tried: list[int] = []

    def run(self, edits: Sequence[tuple[Part, ...]], _case: str) -> Sequence[float]:
        """Return the scores."""
        self.tried += [parts[0].start for parts in edits if parts]
        self.left -= len(edits)
        return [self._scores.get(parts[0].start, 0.5) if parts else 0.5 for parts in edits]

    def renew(self) -> None:
        """Do nothing."""


def numbered(number: int, statement: int, cost: float = 1.0) -> Edit:
    """Return an edit that replaces a number."""
    return Edit((Part(number, number + 1, "x"),), statement, cost, "name", statement=statement)


def test_edits_of_a_statement_in_which_another_one_helps_come_first() -> None:
    """Of those that are not tried yet."""
    edits = [numbered(n, 7 if n in {0, 3999} else 1, 1.0 + n / 10_000) for n in range(4000)]
    trials = Scored({0: 0.9})
    singles(edits, trials)
    assert trials.tried.index(3999) == BATCH


def test_a_search_ends_soon_after_an_edit_that_passes() -> None:
    """A few others are tried, to see whether they pass as well."""
    trials = Scored({3: 1.0})
    passed, _, _ = singles([numbered(n, 1) for n in range(4000)], trials)
    assert [found.edits[0].parts[0].start for found in passed] == [3]
    assert len(trials.tried) == BATCH + AFTERWARDS
