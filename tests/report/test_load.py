"""Reports read back from JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from grader.report.formats.json import render_json, render_json_line, schema
from grader.report.line import Line
from grader.report.load import report_of
from tests.batch.reports import report_on
from tests.commands import SAMPLE

if TYPE_CHECKING:
    from grader.pipeline import Grader

VERSION_1_0 = Path(__file__).parent / "report-1.0.json"


def test_a_report_is_what_it_was(grader: Grader) -> None:
    """Byte for byte, in every form."""
    report = grader.grade(SAMPLE)
    again = report_of(json.loads(render_json(report)))
    assert (render_json(again), render_json_line(again)) == (render_json(report), render_json_line(report))
    assert Line.of(again) == Line.of(report)


def test_a_report_of_version_1_0_can_be_read() -> None:
    """What that version did not have is empty."""
    content = json.loads(VERSION_1_0.read_text(encoding="utf-8"))
    Draft202012Validator(schema()).validate(content)
    report = report_of(content)
    assert (report.schema_version, report.score, report.adjustments) == ("1.0", 79.0, ())
    assert {function.faults for function in report.functions} == {()}
    assert {check.waiting for function in report.functions for check in function.checks} == {False}


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
