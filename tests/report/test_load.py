"""Reports read back from JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from grader.report.formats.json import render_json, render_json_line
from grader.report.line import Line
from grader.report.load import report_of
from tests.batch.reports import report_on
from tests.commands import SAMPLE

if TYPE_CHECKING:
    from grader.pipeline import Grader


def test_a_report_is_what_it_was(grader: Grader) -> None:
    """Byte for byte, in every form."""
    report = grader.grade(SAMPLE)
    again = report_of(json.loads(render_json(report)))
    assert (render_json(again), render_json_line(again)) == (render_json(report), render_json_line(report))
    assert Line.of(again) == Line.of(report)


def test_a_report_without_a_verdict_is_what_it_was() -> None:
    """Its parts are null."""
    report = report_on("a.py", None, "is empty")
    assert report_of(json.loads(render_json(report))) == report


@pytest.mark.parametrize(
    "content", [{}, [], {"assignment": None}, {"assignment": 3, "rubric": None}, None, 1, "text"]
)
def test_what_is_no_report_is_refused(content: Any) -> None:
    """By the errors that it says."""
    with pytest.raises((KeyError, TypeError)):
        report_of(content)
