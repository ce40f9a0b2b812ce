"""What changed between two folders of reports."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from grader.batch.comparison import compare
from grader.errors import UsageError
from grader.report.formats.json import render_json
from grader.report.model import SubmissionEntry
from tests.reports import check, function, report

if TYPE_CHECKING:
    from pathlib import Path

    from grader.report.model import Report

RIGHT = report(function("double", "passed", check("double.a")))
WRONG = report(function("double", "failed", check("double.a", "failed")))


def folder(path: Path, **reports: Report) -> Path:
    path.mkdir()
    for name, each in reports.items():
        (path / f"{name}.json").write_text(render_json(each))
    (path / "other.json").write_text("[]")
    (path / "deep.json").write_text("[" * 100_000)
    return path


def test_changes_are_told_after_a_summary(tmp_path: Path) -> None:
    """With the functions that they come from; what is unchanged is counted."""
    before = folder(tmp_path / "a", ada=WRONG, bob=RIGHT, cleo=RIGHT)
    after = folder(tmp_path / "b", ada=RIGHT, bob=RIGHT, dan=WRONG)
    assert list(compare(before, after).sentences()) == [
        "4 submissions: 1 unchanged, 1 with more points, 0 with fewer points",
        "1 now passes: ada.json",
        "ada.json: 0 / 4 (not passed) to 4 / 4 (passed); double 0 to 4, failed to passed",
        "cleo.json: only in the first folder",
        "dan.json: only in the second folder",
    ]


def test_students_are_named(tmp_path: Path) -> None:
    """As the gradebook names them, unless two have the same name."""
    students = ("Ada", "Bob", "Bob")
    paths = [f"in/{n}/a.ipynb" for n, _ in enumerate(students)]
    sides = [
        {f"r{number}": replace(each, submission=SubmissionEntry(path, None))}
        for each in (RIGHT, WRONG)
        for number, path in enumerate(paths)
    ]
    before, after = ({k: v for side in sides[n : n + 3] for k, v in side.items()} for n in (0, 3))
    first, second = folder(tmp_path / "a", **before), folder(tmp_path / "b", **after)
    table = [f"{who},,,{path}" for who, path in zip(students, paths, strict=True)]
    (second / "gradebook.csv").write_text("\n".join(["student,id,email,path", *table]))
    assert list(compare(first, second).sentences())[1] == "3 no longer pass: Ada, r1.json, r2.json"


def test_nobody_is_named_by_a_folder_of_their_own(tmp_path: Path) -> None:
    """A student may give it the form of a platform's, with another's name."""
    path = "in/eve/Bob_2_assignsubmission_file_/a.ipynb"
    sides = ({"eve": replace(each, submission=SubmissionEntry(path, None))} for each in (RIGHT, WRONG))
    first, second = (folder(tmp_path / name, **side) for name, side in zip("ab", sides, strict=True))
    assert list(compare(first, second).sentences())[1] == "1 no longer passes: eve.json"


def test_a_folder_without_reports(tmp_path: Path) -> None:
    """It is not what --output-dir wrote."""
    with pytest.raises(UsageError, match="contains no reports"):
        compare(folder(tmp_path / "a"), folder(tmp_path / "b"))
