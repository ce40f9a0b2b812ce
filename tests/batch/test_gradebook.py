"""The gradebook."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from grader.batch.classroom import Classroom, HandedIn, Student
from grader.batch.gradebook import DIGESTS, FIXED, Gradebook, plain_cell
from grader.extract.submission import digest
from grader.report.model import SubmissionEntry
from tests import reports
from tests.batch.reports import DIGEST, report_on

if TYPE_CHECKING:
    from grader.report.model import Report

JANE, BOB = Student("Jane Doe", "1", "jane@example.edu"), Student("Bob Roe", "2")
NO_CLASS = Classroom()


def table(*reports: Report, classroom: Classroom = NO_CLASS) -> str:
    """Return a gradebook."""
    book = Gradebook(classroom)
    before = "".join(book.add(report) for report in reports)
    return before + "".join(book.finish())


def rows(*reports: Report, classroom: Classroom = NO_CLASS) -> list[dict[str, str]]:
    """Return the rows of a gradebook, without what is empty."""
    content = csv.DictReader(io.StringIO(table(*reports, classroom=classroom)))
    return [{key: value for key, value in row.items() if value} for row in content]


def test_a_name_changes_nothing_around_it() -> None:
    """What controls a terminal, or turns the direction of what follows, is a space."""
    assert plain_cell("eve\u202e\u2066\u061c\x1b[31m\u2028=1") == "eve    [31m =1"


class TestRows:
    def test_a_submission_has_a_row(self) -> None:
        """With all that there is to know."""
        classroom = Classroom({"a.py": HandedIn((JANE,), 2, late=True)})
        assert rows(report_on("a.py", double=7.25), classroom=classroom) == [
            {
                "student": "Jane Doe", "id": "1", "email": "jane@example.edu", "assignment": "doubling",
                "score": "7.25", "max_score": "10.0", "passed": "True", "status": "graded", "attempt": "2",
                "late": "True", "path": "a.py", "submission_digest": digest(b"a.py"),
                "assignment_digest": DIGEST, "rubric": "default", "rubric_digest": DIGEST,
                "function.double": "7.25",
            }
        ]  # fmt: skip

    def test_what_could_not_be_graded_has_a_row(self) -> None:
        """With the reason, and without a score."""
        assert rows(report_on("a.py", None, "is empty")) == [
            {
                "status": "ungradable",
                "remarks": "is empty",
                "path": "a.py",
                "submission_digest": digest(b"a.py"),
            }
        ]

    def test_each_student_of_a_group_has_a_row(self) -> None:
        """With the group's score."""
        classroom = Classroom({"a.py": HandedIn((JANE, BOB))})
        found = rows(report_on("a.py"), classroom=classroom)
        assert [(row["student"], row["score"]) for row in found] == [
            ("Bob Roe", "10.0"),
            ("Jane Doe", "10.0"),
        ]

    def test_who_handed_in_nothing_has_a_row(self) -> None:
        """Without a score: what that means is not ours to say."""
        assert rows(classroom=Classroom(absent=(BOB,))) == [
            {"student": "Bob Roe", "id": "2", "status": "missing"}
        ]

    def test_rows_are_in_the_order_of_students(self) -> None:
        """Whatever the order of the reports."""
        people = {"x.py": HandedIn((JANE,)), "b.py": HandedIn((BOB,)), "a.py": HandedIn((JANE,))}
        reports = [report_on(path) for path in people]
        found = rows(*reports, classroom=Classroom(people))
        assert [row["path"] for row in found] == ["b.py", "a.py", "x.py"]

    def test_nothing_gives_a_line_of_titles(self) -> None:
        """A table all the same."""
        assert table() == ",".join((*FIXED, *DIGESTS)) + "\n"


class TestColumns:
    def test_functions_differ_by_assignment(self) -> None:
        """A row has points for its own; one that two share has one column."""
        given = [
            report_on("b.py", "second", quadruple=3.0, double=4.0),
            report_on("a.py", "first", zero=1.0, double=2.0),
        ]
        titles = table(*given).splitlines()[0].split(",")[len(FIXED) :][:3]
        assert titles == ["function.zero", "function.double", "function.quadruple"]
        assert [{k: v for k, v in row.items() if k in titles} for row in rows(*given)] == [
            {"function.zero": "1.0", "function.double": "2.0"},
            {"function.quadruple": "3.0", "function.double": "4.0"},
        ]

    def test_what_is_wrong_has_columns_behind_those_of_points(self) -> None:
        """As the page on the class tells it."""
        wrong = reports.function("double", "failed", reports.check("double.a", "failed"))
        (row,) = rows(reports.report(wrong))
        assert row["fault.double"] == "The value is squared; add it to itself."
        titles = table(report_on("a.py", double=1.0, zero=2.0)).splitlines()[0].split(",")[len(FIXED) :]
        assert titles == ["function.double", "function.zero", "fault.double", "fault.zero", *DIGESTS]

    def test_a_functions_name_hides_no_column(self) -> None:
        """It may be any."""
        assert [(row["score"], row["function.score"]) for row in rows(report_on("a.py", score=3.0))] == [
            ("3.0", "3.0")
        ]


class TestRemarks:
    def test_attempts_and_duplicates_are_named(self) -> None:
        """And strangers."""
        people = {path: HandedIn((JANE,)) for path in ("a.py", "b.py", "c.py")} | {"d.py": HandedIn((BOB,))}
        classroom = Classroom(people, {"a.py": ("a-1.py", "a-2.py")}, strangers=("d.py",))
        reports = [report_on("a.py"), report_on("b.py"), report_on("c.py", "tripling"), report_on("d.py")]
        found = {row["path"]: row.get("remarks") for row in rows(*reports, classroom=classroom)}
        assert found == {
            "a.py": "earlier attempts: a-1.py, a-2.py; submitted more than once, also as b.py",
            "b.py": "submitted more than once, also as a.py",
            "c.py": None,
            "d.py": "not on the roster",
        }

    def test_the_same_file_of_two_students(self) -> None:
        """Each row names the other; copies of one student are no remark, nor is what could not be read."""
        people = {"a.py": HandedIn((JANE,)), "b.py": HandedIn((JANE,)), "c.py": HandedIn((BOB,))}
        same = [
            replace(report_on(path, None), submission=SubmissionEntry(path, given))
            for path, given in (
                ("a.py", DIGEST),
                ("b.py", DIGEST),
                ("c.py", DIGEST),
                ("d.py", None),
                ("e.py", None),
            )
        ]
        found = {row["path"]: row.get("remarks") for row in rows(*same, classroom=Classroom(people))}
        copies = {"a.py": "the same file as c.py", "b.py": "the same file as c.py"}
        assert found == copies | {"c.py": "the same file as a.py, b.py", "d.py": None, "e.py": None}


class TestSpreadsheets:
    @pytest.mark.parametrize(
        ("value", "cell"),
        [
            ("=1+1", "'=1+1"),
            ("+1", "'+1"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", " '=1"),
            ("\r=1", " '=1"),
            ("\n=1", " '=1"),
            ("  =1", "  '=1"),
            ("\uff1d1", "'\uff1d1"),
            ("a;=cmd|' /C calc'!A0", "a;'=cmd|' /C calc'!A0"),
            ("a\tb\x00c\nd", "a b c d"),
            ("a=1, -2", "a=1, -2"),
            ("plain", "plain"),
            ("", ""),
            (-1.5, -1.5),
            (None, None),
        ],
    )
    def test_no_cell_is_a_formula(self, value: object, cell: object) -> None:
        """Whatever a student calls a file."""
        assert plain_cell(value) == cell

    def test_every_text_is_made_plain(self) -> None:
        """Also a name, a path and a reason."""
        people = {"=a;@b.py": HandedIn((Student("=x", "+1", "@e"),))}
        text = table(report_on("=a;@b.py", None, '=1,"2\r\n=3'), classroom=Classroom(people))
        cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
        assert [cell for cell in cells if cell[:1] in {"=", "+", "-", "@", "\t", "\r"}] == []
        assert (text.count("\n"), "\r" in text, ";@" in text) == (2, False, False)

    def test_pandas_reads_it(self) -> None:
        """Numbers are numbers, and what is empty is missing."""
        people = {"a.py": HandedIn((JANE,), 1, late=False)}
        reports = [report_on("a.py", double=7.5), report_on("b.py", None, 'a "quoted", reason')]
        frame = pd.read_csv(io.StringIO(table(*reports, classroom=Classroom(people, absent=(BOB,)))))
        by_path = frame.set_index("path")
        assert (by_path.loc["a.py", "function.double"], by_path.loc["a.py", "late"]) == (7.5, False)
        assert by_path.loc["b.py", "remarks"] == 'a "quoted", reason'
        assert (frame["score"].sum(), len(frame)) == (7.5, 3)
