"""Destinations of reports."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from grader.batch.classroom import Classroom, HandedIn, Student
from grader.batch.sinks import Sinks
from grader.batch.summary import Remarks
from grader.errors import UsageError
from tests.batch.reports import report_on

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_that_is_refused_costs_no_other(tmp_path: Path) -> None:
    """Moodle's worksheet holds one assignment; the class and the other files are complete all the same."""
    path = "Ada_77_assignsubmission_file_/{}.ipynb"
    first, second = report_on(path.format(1)), report_on(path.format(2), "tripling")
    assert second.assignment is not None
    second = replace(second, assignment=replace(second.assignment, title="Another"))
    who = HandedIn((Student("Ada", "77"),))
    classroom = Classroom({report.submission.path: who for report in (first, second)})
    files = [tmp_path / "worksheet.csv", tmp_path / "all.jsonl"]
    sinks = Sinks(files, None, classroom, Remarks(classroom), single=False, platform="moodle")
    sinks.open()
    sinks.add(first)
    sinks.add(second)
    with pytest.raises(UsageError, match="holds one assignment"):
        sinks.finish()
    assert {each.name for each in tmp_path.iterdir()} == {"all.jsonl"}
