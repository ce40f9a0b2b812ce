"""What is said of a class at the end."""

from __future__ import annotations

from dataclasses import replace

from grader.batch.classroom import Classroom, HandedIn, Student
from grader.batch.summary import Remarks
from grader.report.model import SubmissionEntry
from tests.batch.reports import DIGEST, report_on

JANE, BOB = Student("Jane"), Student("Bob")


def test_a_class_that_is_well_needs_no_remark() -> None:
    """Nothing is said."""
    remarks = Remarks(Classroom({"a.py": HandedIn((JANE,))}), ignored=0)
    remarks.add(report_on("a.py"))
    assert list(remarks.sentences()) == []


def test_everything_that_somebody_should_know_is_said() -> None:
    """What has no verdict comes first, each with its reason."""
    people = {"a.py": HandedIn((JANE, BOB)), "b.py": HandedIn((JANE, BOB)), "c.py": HandedIn((BOB,))}
    classroom = Classroom(people, {"c.py": ("c-1.py", "c-2.py")}, (JANE, BOB), ("a.py", "b.py"))
    remarks = Remarks(classroom, ignored=2)
    for report in (
        report_on("a.py"),
        report_on("b.py"),
        report_on("c.py", problem="The grader failed."),
        report_on("d.py", None, "d.py: is empty"),
    ):
        remarks.add(report)
    assert list(remarks.sentences()) == [
        "no verdict on 2:",
        "- c.py: The grader failed.",
        "- d.py: is empty",
        "Jane, Bob submitted doubling more than once: a.py, b.py",
        "graded only the latest attempt, c.py; earlier: c-1.py, c-2.py",
        "not on the roster: a.py, b.py",
        "submitted nothing: Jane, Bob",
        "ignored 2 files: neither a notebook nor a script",
    ]


def test_one_file_is_one() -> None:
    """In words."""
    assert list(Remarks(Classroom(), ignored=1).sentences()) == [
        "ignored 1 file: neither a notebook nor a script"
    ]


def test_copies_are_told() -> None:
    """Those of different students."""
    remarks = Remarks(Classroom({"a.py": HandedIn((JANE,)), "b.py": HandedIn((BOB,))}))
    for path in ("a.py", "b.py"):
        remarks.add(replace(report_on(path), submission=SubmissionEntry(path, DIGEST)))
    assert list(remarks.sentences()) == ["the same file from several students: a.py, b.py"]
