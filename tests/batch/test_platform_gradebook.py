"""Gradebooks for platforms, read back by the rules of their importers."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from grader.batch.classroom import Classroom, HandedIn, Student
from grader.batch.platform_gradebook import PLATFORMS
from grader.batch.roster import read_roster
from grader.errors import UsageError
from grader.report.model import SubmissionEntry
from tests.batch.reports import report_on
from tests.reports import hostile

if TYPE_CHECKING:
    from pathlib import Path

    from grader.report.model import Report

ADA, BOB = Student("Ada", "sis1", "ada@example.org"), Student("=Bob")


def rows(platform: str, *reports: Report, who: dict[str, Student]) -> list[list[str]]:
    """Return the table that a platform gets."""
    made = PLATFORMS[platform](Classroom({path: HandedIn((student,)) for path, student in who.items()}))
    assert "".join(made.add(report) for report in reports) == ""
    return list(csv.reader(io.StringIO("".join(made.finish()))))


def test_canvas_gets_its_columns_and_the_points_possible() -> None:
    """Its own number of a user comes from its file name only."""
    first, second = "ada_12_345_a.ipynb", "other.ipynb"
    table = rows(
        "canvas",
        report_on(first, double=7.5),
        report_on(second, double=3.0),
        report_on("who.ipynb", double=1.0),
        who={first: ADA, second: BOB},
    )
    assert table == [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Title"],
        ["    Points Possible", "", "", "", "", "10"],
        ["'=Bob", "", "", "", "", "3.00"],
        ["Ada", "12", "sis1", "", "", "7.50"],
    ]


def test_the_columns_of_a_canvas_export_come_back_as_they_are(tmp_path: Path) -> None:
    """Whether or not a file's name has the number of the user."""
    path = tmp_path / "roster.csv"
    path.write_text('Student,ID,SIS User ID,SIS Login ID,Section\n"Ada, L",1001,s1001,ada,Lab 2\n')
    (ada,) = read_roster(path).students
    row = rows("canvas", report_on("ada/a.ipynb", double=7.5), who={"ada/a.ipynb": ada})[2]
    assert row == ["Ada, L", "1001", "s1001", "ada", "Lab 2", "7.50"]


@pytest.mark.parametrize("listed", [True, False])
def test_a_number_in_a_name_is_nobodys(tmp_path: Path, *, listed: bool) -> None:
    """The name of a group, or one that a student has chosen, may have one before Canvas's own."""
    path = tmp_path / "roster.csv"
    path.write_text("Student,ID,SIS User ID,SIS Login ID,Section\ngroup_1,1001,s1001,ada,Lab 2\n")
    (one,) = read_roster(path).students
    file = "group_1_1001_67890_a.ipynb" if not listed else "group_555_1001_67890_a.ipynb"
    table = rows("canvas", report_on(file, double=7.5), who={file: one if listed else Student("group_1")})
    assert table[2][:2] == ["group_1", "1001"]


def test_an_id_number_is_what_moodle_calls_so(tmp_path: Path) -> None:
    """Not another identifier that comes first."""
    path = tmp_path / "roster.csv"
    path.write_text("Username,Full name,ID number\nada,Ada,77\n")
    (ada,) = read_roster(path).students
    row = rows("moodle", report_on("a.ipynb", double=7.5), who={"a.ipynb": ada})[1]
    assert row == ["Ada", "", "77", "7.50"]


def test_a_platform_stores_the_best_of_several() -> None:
    """It has one score for a student."""
    reports = [report_on(f"{n}.ipynb", double=float(n)) for n in (3, 9, 5)]
    table = rows("canvas", *reports, who=dict.fromkeys(("3.ipynb", "9.ipynb", "5.ipynb"), ADA))
    assert table[2][-1] == "9.00"


def test_moodle_gets_a_grading_worksheet() -> None:
    """With the three columns that its importer requires, and the participant's number behind a word."""
    path = "Ada_77_assignsubmission_file_/a.ipynb"
    head, row = rows("moodle", report_on(path, double=7.5), who={path: ADA})
    cells = dict(zip(head, row, strict=True))
    assert {"Identifier", "Grade", "Last modified (grade)"} <= cells.keys()
    assert (cells["Identifier"].removeprefix("Participant "), cells["Grade"]) == ("77", "7.50")


def test_comments_for_moodle_are_html() -> None:
    """Moodle stores them as that: a line each, and what a student wrote as text."""
    path = "Ada_77_assignsubmission_file_/a.ipynb"
    wrong = replace(hostile("x <b> & y"), submission=SubmissionEntry(path, None))
    head, row = rows("moodle", wrong, who={path: ADA})
    comment = row[head.index("Feedback comments")]
    assert comment == "0 / 4, not passed<br>double: x &lt;b&gt; &amp; y"


def test_without_participants_moodle_gets_grades_by_address() -> None:
    """For the gradebook's own import."""
    table = rows("moodle", report_on("a.ipynb", double=7.5), who={"a.ipynb": ADA})
    assert table == [
        ["Full name", "Email address", "ID number", "Title"],
        ["Ada", "ada@example.org", "sis1", "7.50"],
    ]


def test_a_worksheet_holds_one_assignment() -> None:
    """Two would be mixed up."""
    path = "Ada_77_assignsubmission_file_/{}.ipynb"
    other = report_on(path.format(2), "tripling")
    assert other.assignment is not None
    titled = replace(other, assignment=replace(other.assignment, title="Another"))
    reports = [report_on(path.format(1)), titled]
    with pytest.raises(UsageError, match="holds one assignment"):
        rows("moodle", *reports, who={path.format(1): ADA, path.format(2): ADA})


def test_excel_recognises_its_encoding() -> None:
    """By the mark at the beginning."""
    text = "".join(PLATFORMS["excel"](Classroom()).finish())
    assert text.startswith("\ufeffstudent,")
