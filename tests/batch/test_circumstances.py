"""What an instructor says about submissions."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from grader.batch.circumstances import (
    Adjustments,
    circumstances_of,
    read_adjustments,
    read_due,
    with_lateness,
)
from grader.batch.classroom import Classroom, HandedIn, Student
from grader.batch.lms import read_metadata
from grader.errors import UsageError
from grader.options import Circumstances

if TYPE_CHECKING:
    from pathlib import Path

ADA = HandedIn((Student("Ada Lovelace", "7", "ada@example.org"),))
DUE = datetime(2025, 3, 14, 12, 0, tzinfo=UTC)


def adjustments(path: Path, text: str) -> Adjustments:
    (path / "a.csv").write_text(text, encoding="utf-8")
    return read_adjustments(path / "a.csv")


@pytest.mark.parametrize("student", ["ada lovelace", "7", "ADA@example.org", "work", "in/work.ipynb"])
def test_a_line_is_for_a_student_or_a_file(tmp_path: Path, student: str) -> None:
    """By any of their names."""
    made = adjustments(tmp_path, f"student,points,reason\n{student},-5,copied a figure\n")
    known = circumstances_of("in/work.ipynb", ADA, None, made)
    assert (known.adjustments, made.unused()) == ((("copied a figure", -5.0),), [])


def test_the_class_is_as_late_as_is_counted() -> None:
    """Not as its platform says."""
    classroom = Classroom({"a.ipynb": HandedIn(late=True), "b.ipynb": HandedIn(late=True)})
    found = with_lateness(classroom, {"a.ipynb": Circumstances(late=False, minutes_late=0.0)})
    assert [found.of(name).late for name in ("a.ipynb", "b.ipynb")] == [False, True]


@pytest.mark.parametrize(
    ("path", "who", "title"),
    [
        ("m.zip/Ada_7_assignsubmission_file_/work.ipynb", ADA, "Ada Lovelace: work.ipynb"),
        (
            "c.zip/ada_7_12_work-1.ipynb",
            HandedIn(ADA.students, work="work.ipynb"),
            "Ada Lovelace: work.ipynb",
        ),
        ("in/ada.ipynb", HandedIn((Student("ada"),)), "ada.ipynb"),
        ("in/ada.ipynb", HandedIn(), "ada.ipynb"),
    ],
)
def test_a_page_is_headed_by_what_a_student_knows(path: str, who: HandedIn, title: str) -> None:
    """Never by the folders of whoever grades."""
    assert who.title(path) == title


def test_several_lines_add_up(tmp_path: Path) -> None:
    """In their order, with any usual separator."""
    made = adjustments(tmp_path, "Student;Points;Reason\n7;2,5;bonus\n7;-1;late talk\n")
    known = circumstances_of("a.ipynb", ADA, None, made)
    assert known.adjustments == (("bonus", 2.5), ("late talk", -1.0))


def test_a_student_without_a_submission_is_told(tmp_path: Path) -> None:
    """The name may be misspelt."""
    made = adjustments(tmp_path, "student,points,reason\nEda,1,bonus\n")
    circumstances_of("a.ipynb", ADA, None, made)
    assert made.unused() == ["Eda"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("name,points\nx,1\n", "must name the columns"),
        ("student,points,reason\nAda,lots,bonus\n", "line 2: 'lots' is not a number"),
        ("student,points,reason\nAda,nan,bonus\n", "is not a number"),
        ("student,points,reason\nAda,5,\n", "needs a reason"),
        ("student,points,reason\n,5,bonus\n", "needs a student"),
        ("student,points,reason\nAda,,bonus\n", "needs a student, and points"),
        ("student,late_minutes\nAda,-5\n", "late_minutes is -5, but must be 0"),
        ("student,points,reson\nAda,1,x\n", "the column .reson. is unknown; did you mean .reason."),
    ],
)
def test_what_is_not_clear_is_refused(tmp_path: Path, text: str, sentence: str) -> None:
    """Before anything runs."""
    with pytest.raises(UsageError, match=sentence):
        adjustments(tmp_path, text)


def test_a_file_may_say_how_late_a_submission_was(tmp_path: Path) -> None:
    """Rather than the platform."""
    made = adjustments(tmp_path, "student,late_minutes\n7,90\n")
    known = circumstances_of("a.ipynb", HandedIn(ADA.students, late=False), None, made)
    assert known == Circumstances(late=True, minutes_late=90.0)


def test_a_file_that_bears_another_students_name_gets_nothing_of_theirs(tmp_path: Path) -> None:
    """Students choose the names of their files."""
    bob = HandedIn((Student("Bob Ross", "8"),))
    made = adjustments(tmp_path, "student,points,reason\nBob Ross,10,bonus\n_,5,bonus\n")
    made = made.in_class(Classroom({"ada/bob ross.py": ADA, "bob/a.py": bob}))
    taken = circumstances_of("ada/bob ross.py", ADA, None, made)
    given = circumstances_of("bob/a.py", bob, None, made)
    assert (taken.adjustments, given.adjustments) == ((), (("bonus", 10.0),))


def test_names_without_letters_are_not_the_same(tmp_path: Path) -> None:
    """Nothing would be left to compare."""
    made = adjustments(tmp_path, "student,points,reason\n\N{SLIGHTLY SMILING FACE},5,bonus\n")
    assert circumstances_of("_.py", HandedIn(), None, made).adjustments == ()


def test_gradescope_says_when_it_was_submitted() -> None:
    """Times in its metadata are in UTC, whatever the zone they were written in."""
    text = (
        "submission_1:\n  :submitters:\n  - :name: Ada\n  :created_at: 2025-03-14 15:30:00.349540000 +01:00\n"
    )
    (who,) = read_metadata(text).values()
    known = circumstances_of("a.ipynb", who, DUE, Adjustments())
    assert (known.late, round(known.minutes_late or 0)) == (True, 150)


def test_a_mark_without_a_time() -> None:
    """Canvas says no more."""
    known = circumstances_of("a.ipynb", HandedIn(ADA.students, late=True), DUE, Adjustments())
    assert known == Circumstances(late=True)


def test_a_time_without_a_zone_is_this_machines() -> None:
    """As on the wall."""
    assert read_due("2025-03-14T12:00").astimezone().hour == 12
    assert read_due("2025-03-14T12:00+00:00") == DUE


def test_what_is_no_time_is_refused() -> None:
    """With an example."""
    with pytest.raises(UsageError, match=r"--due friday: is not a time such as"):
        read_due("friday")
