"""Files of reports, read back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from grader.errors import UsageError
from grader.report.formats.json import render_json, render_json_line
from grader.report.read import read_reports, report_in
from tests import reports

if TYPE_CHECKING:
    from pathlib import Path

SEVERAL = [reports.mixed(), reports.ungradable("one\u2028line"), reports.skipped()]


def test_a_report_comes_back_as_it_was(tmp_path: Path) -> None:
    """Field by field."""
    path = tmp_path / "report.json"
    path.write_text(render_json(reports.mixed()), encoding="utf-8")
    assert render_json(read_reports(path)[0]) == render_json(reports.mixed())


def test_a_line_is_a_report(tmp_path: Path) -> None:
    """Only a line feed ends one: a student's text may hold other separators."""
    path = tmp_path / "reports.jsonl"
    path.write_text("".join(map(render_json_line, SEVERAL)), encoding="utf-8")
    assert [render_json(each) for each in read_reports(path)] == [render_json(each) for each in SEVERAL]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{", "is not a report"),
        ("{}", "is not a valid report"),
        ("[" * 100_000, "is not a report"),
    ],
)
def test_what_is_no_report_is_bad_usage(tmp_path: Path, text: str, sentence: str) -> None:
    """One sentence says so."""
    path = tmp_path / "report.json"
    path.write_text(text)
    with pytest.raises(UsageError, match=sentence):
        read_reports(path)


def test_what_is_not_there_is_bad_usage(tmp_path: Path) -> None:
    """With the file's name."""
    with pytest.raises(UsageError, match=r"no\.json: can't be read"):
        read_reports(tmp_path / "no.json")


@pytest.mark.parametrize("damage", [{"score": "ninety"}, {"functions": 3}, {"passed": "x"}])
def test_a_damaged_report_is_none(tmp_path: Path, damage: dict[str, Any]) -> None:
    """Whoever has edited it."""
    path = tmp_path / "report.json"
    content = json.loads(render_json(reports.mixed()))
    path.write_text(json.dumps(content), encoding="utf-8")
    assert report_in(path) is not None
    path.write_text(json.dumps(content | damage), encoding="utf-8")
    assert report_in(path) is None
