"""Feedback to send back."""

from __future__ import annotations

import csv
import os
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from grader.batch.feedback import write_feedback
from grader.errors import UsageError
from grader.report.formats.json import render_json
from tests.reports import check, function, report

if TYPE_CHECKING:
    from pathlib import Path

    from grader.report.model import Report

MOODLE = "Ada_77_assignsubmission_file_/work.ipynb"


def folder(path: Path, **reports: Report) -> Path:
    """Write reports with their pages, and a gradebook."""
    for name, each in reports.items():
        (path / f"{name}.json").write_text(render_json(each))
        (path / f"{name}.html").write_text(f"page {name}")
    (path / "gradebook.csv").write_text(f"student,id,email,path\nAda,1,a@example.org,{MOODLE}\n")
    return path


def on(path: str) -> Report:
    return report(function("double", "failed", check("double.a", "failed")), path=path)


def test_a_zip_has_the_names_that_a_platform_expects(tmp_path: Path) -> None:
    """And says which submissions it leaves out."""
    written = write_feedback(folder(tmp_path, a=on(MOODLE), b=on("bob.ipynb")), "moodle", "html")
    with zipfile.ZipFile(written.path) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
    assert contents == {"Ada_77_assignsubmission_file_/feedback-work.html": b"page a"}
    assert (written.count, written.unknown) == (1, ("bob.ipynb",))


def test_markdown_needs_no_pages(tmp_path: Path) -> None:
    """It is made from the reports."""
    made = folder(tmp_path, a=on(MOODLE))
    (made / "a.html").unlink()
    with zipfile.ZipFile(write_feedback(made, "moodle", "md").path) as archive:
        assert b"The value is squared" in archive.read("Ada_77_assignsubmission_file_/feedback-work.md")
    with pytest.raises(UsageError, match="grade with --html"):
        write_feedback(made, "moodle", "html")


def test_pages_older_than_their_reports_are_named(tmp_path: Path) -> None:
    """As after grading again without --html; Markdown is made anew."""
    made = folder(tmp_path, a=on(MOODLE), b=on("bob.ipynb"))
    assert write_feedback(made, "folder", "html", tmp_path / "out").stale == ()
    os.utime(made / "a.html", ns=(0, 0))
    assert write_feedback(made, "folder", "html", tmp_path / "out").stale == (MOODLE,)
    assert write_feedback(made, "folder", "md", tmp_path / "out").stale == ()


def test_a_folder_has_a_list_of_who_gets_what(tmp_path: Path) -> None:
    """For a mail merge; names that are equal get numbers."""
    made = folder(tmp_path, a=on(MOODLE), b=on("x/../y.ipynb"), c=on("x/../y.py"))
    written = write_feedback(made, "folder", "html", tmp_path / "out")
    rows = list(csv.reader((written.path / "feedback.csv").read_text().splitlines()))
    assert rows[1] == ["Ada", "1", "a@example.org", "Ada work.html", MOODLE]
    assert [row[3] for row in rows[2:]] == ["x_.._y.html", "x_.._y (2).html"]
    assert {path.name for path in written.path.iterdir()} == {row[3] for row in rows[1:]} | {"feedback.csv"}


def test_names_that_are_one_on_some_systems_are_numbered(tmp_path: Path) -> None:
    """Nobody gets the feedback of another."""
    made = folder(tmp_path, a=on("Ann.ipynb"), b=on("ann.ipynb"))
    written = write_feedback(made, "folder", "md")
    assert sorted(path.name for path in written.path.glob("*.md")) == ["Ann.md", "ann (2).md"]


def test_reports_for_instructors_are_not_sent(tmp_path: Path) -> None:
    """They show hidden cases."""
    secret = on(MOODLE)
    secret = replace(secret, environment=replace(secret.environment, seed=7))
    with pytest.raises(UsageError, match="is for instructors"):
        write_feedback(folder(tmp_path, a=secret), "folder", "html")


@pytest.mark.parametrize("platform", ["moodle", "canvas", "gradescope"])
def test_names_of_no_platform(tmp_path: Path, platform: str) -> None:
    """A sentence says what they lack."""
    with pytest.raises(UsageError, match="no submission's path has"):
        write_feedback(folder(tmp_path, a=on("bob.ipynb")), platform, "html")


def test_an_empty_folder(tmp_path: Path) -> None:
    """It is not what --output-dir wrote."""
    with pytest.raises(UsageError, match="contains no reports"):
        write_feedback(tmp_path, "folder", "html")
