"""A report in one line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from grader.report.formats.json import render_json
from grader.report.line import Line
from grader.report.load import report_of
from tests import reports
from tests.commands import SAMPLE, STARTER

if TYPE_CHECKING:
    from grader.pipeline import Grader


def test_a_line_says_what_is_weak(grader: Grader) -> None:
    """Function by function."""
    assert Line.of(grader.grade(SAMPLE, "s")) == Line(
        "s",
        "graded",
        passed=False,
        score=79.0,
        max_score=100.0,
        note="pool_forward failed, pool_backward failed",
    )


def test_a_line_of_a_file_is_that_of_the_report(grader: Grader) -> None:
    """A resumed run shows the same."""
    report = grader.grade(STARTER)
    assert Line.of(report_of(json.loads(render_json(report)))) == Line.of(report)


def test_a_line_of_what_is_unreadable_says_why(grader: Grader) -> None:
    """And has no score."""
    line = Line.of(grader.grade(Path("nowhere.ipynb")))
    assert (line.status, line.score, line.note) == (
        "ungradable", None, "It can't be read: No such file or directory.",
    )  # fmt: skip


def test_a_submission_that_was_not_judged_is_skipped() -> None:
    """So that it can be told from one with nothing in it."""
    assert Line.of(reports.skipped()).status == "skipped"
