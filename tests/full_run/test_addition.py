"""What a run does to a report."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from grader.full_run.addition import marked_down
from grader.judging.judge import Judgements
from grader.packs.model import ExecutionRule
from tests.commands import SAMPLE

if TYPE_CHECKING:
    from grader.packs import Pack
    from grader.pipeline import Grader
    from grader.report.model import Report


@pytest.fixture(scope="module")
def report(grader: Grader) -> Report:
    """The report on the sample: 79 of 100 points."""
    return grader.grade(SAMPLE)


def test_marks_do_not_depend_on_a_run_by_default(report: Report, pack: Pack) -> None:
    """The report stays what it is."""
    assert marked_down(report, pack.rubric()) is report


class TestRule:
    def test_points_are_lost(self, report: Report, pack: Pack) -> None:
        """As many as the rubric says, and the report says so."""
        rubric = replace(pack.rubric(), execution=ExecutionRule(points_lost=9.5))
        down = marked_down(report, rubric)
        assert (down.score, down.passed) == (69.5, False)
        assert down.diagnostics[-1].message == "The notebook does not run to its end: 9.5 points are lost."

    def test_no_more_than_there_are(self, report: Report, pack: Pack) -> None:
        """A score is never below zero."""
        rubric = replace(pack.rubric(), execution=ExecutionRule(points_lost=1000))
        assert marked_down(report, rubric).score == 0

    def test_what_is_left_may_be_enough(self, report: Report, pack: Pack) -> None:
        """Points alone don't fail anybody."""
        rubric = replace(pack.rubric(), execution=ExecutionRule(points_lost=9))
        assert marked_down(replace(report, pass_mark=70.0), rubric).passed is True
        assert marked_down(replace(report, pass_mark=70.01), rubric).passed is False

    def test_it_may_be_required_to_pass(self, report: Report, pack: Pack) -> None:
        """Then the points stay, and are not enough."""
        rubric = replace(pack.rubric(), execution=ExecutionRule(required=True))
        down = marked_down(replace(report, pass_mark=10.0, passed=True), rubric)
        assert (down.score, down.passed) == (79.0, False)
        assert "to pass" in down.diagnostics[-1].message


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ((), "keras2"),
        (("keras2", "keras2"), "keras2"),
        (("keras2", "keras3"), "keras2"),
        (("keras3", "keras3"), "keras3"),
        (("keras2", "keras3", "keras3"), "keras3"),
    ],
)
def test_a_notebook_runs_on_what_most_functions_were_judged_on(kinds: tuple[str, ...], expected: str) -> None:
    """What it was written for, unless more of it runs on the other."""
    keys = {
        str(n): SimpleNamespace(key=SimpleNamespace(runtime=SimpleNamespace(kind=k)))
        for n, k in enumerate(kinds)
    }
    judgements: Any = keys
    assert Judgements(judgements, ()).kind("keras2") == expected
