"""The gradebook: a CSV file with a row for each student and submission."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from heapq import merge
from sys import intern
from typing import TYPE_CHECKING, Any, TypeVar

from grader.batch.classroom import Student
from grader.batch.spilled_rows import SpilledRows
from grader.batch.statistics import reasons_of
from grader.report.formats import phrases
from grader.support.text import DIRECTIONS, some

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence

    from grader.batch.classroom import Classroom, HandedIn
    from grader.report.model import Report

W = TypeVar("W")

FILE_NAME = "gradebook.csv"  # next to the reports of a class

FIXED = (
    "student", "id", "email", "assignment", "score", "max_score", "passed", "status", "attempt", "late",
    "remarks", "path", "rubric",
)  # fmt: skip
DIGESTS = ("submission_digest", "assignment_digest", "rubric_digest")  # for scripts: the last columns
ABSENT = "missing"
# Text that a spreadsheet would take for a formula: at the start of a cell, or after a character that some
# settings treat as a separator.
_FORMULA = re.compile(r"(^|;)(\s*)([=+\-@\uff1d\uff0b\uff0d\uff20])")

_CONTROL = re.compile(rf"[\x00-\x1f\x7f-\x9f\u2028\u2029{DIRECTIONS}]")


class Gradebook:
    """A class as a table.

    Columns: those of `FIXED`, then `function.<name>` and after them `fault.<name>` for each graded function,
    in the order of the assignments' ids and of the functions in each, then those of `DIGESTS`. A row has
    points for the functions of its own assignment, and what is wrong with them; the others are empty. A
    function that two assignments share has one column; `assignment` tells which one is meant.

    Rows: one for each submission and student, and one with the status `missing` for each student on the
    roster who submitted nothing; sorted by student, assignment and path.
    """

    def __init__(self, classroom: Classroom) -> None:
        self._classroom = classroom
        self._rows = SpilledRows()
        self._functions: dict[str, dict[str, None]] = {}  # by assignment, in order

    def add(self, report: Report) -> str:
        """Add a report; nothing is written before the end."""
        handed_in = self._classroom.of(report.submission.path)
        if report.assignment is not None:
            functions = self._functions.setdefault(report.assignment.id, {})
            functions |= {intern(function.name): None for function in report.functions}
        for student in handed_in.students or (Student(),):
            self._rows.add(_row(report, handed_in, student))
        return ""

    def finish(self) -> Iterator[str]:
        """Yield the table, row by row."""
        functions = dict.fromkeys(name for key in sorted(self._functions) for name in self._functions[key])
        columns = [*map(_points_column, functions), *map(_fault_column, functions)]
        text = io.StringIO()
        writer = csv.DictWriter(text, [*FIXED, *columns, *DIGESTS], lineterminator="\n")
        writer.writeheader()
        for row in self._sorted():
            writer.writerow({column: plain_cell(value) for column, value in row.items()})
            yield text.getvalue()
            text.seek(0)
            text.truncate()
        yield text.getvalue()

    def _sorted(self) -> Iterator[dict[str, Any]]:
        """Yield the rows in order, with their remarks, and those of students who submitted nothing."""
        copies = copies_of(lambda: ((row["submission_digest"], _who(row), row["path"]) for row in self._rows))
        works = works_of(
            lambda: ((_who(row), row["assignment"], row["path"]) for row in self._rows if row["student"])
        )
        absent = (_person(student) | {"status": ABSENT} for student in self._classroom.absent)
        for row in merge(self._rows.sorted(_order), sorted(absent, key=_order), key=_order):
            if row["status"] != ABSENT:
                others = [path for who, path in copies.get(row["submission_digest"], ()) if who != _who(row)]
                row["remarks"] = "; ".join(self._remarks(row, works, others))
            yield row

    def _remarks(
        self,
        row: dict[str, Any],
        works: Mapping[tuple[tuple[str, str], str], list[str]],
        copies: Sequence[str],
    ) -> Iterator[str]:
        """Yield the remarks on a row."""
        path = row["path"]
        if row["remarks"]:
            yield row["remarks"]
        if earlier := self._classroom.earlier.get(path):
            yield f"earlier attempts: {', '.join(earlier)}"
        others = [other for other in works.get((_who(row), row["assignment"]), ()) if other != path]
        if others:
            yield f"submitted more than once, also as {some(others)}"
        others = [other for other in dict.fromkeys(copies) if other != path]
        if others:
            yield f"the same file as {some(others)}"
        if path in self._classroom.strangers:
            yield "not on the roster"


def works_of(handed_in: Callable[[], Iterable[tuple[W, str, str]]]) -> dict[tuple[W, str], list[str]]:
    """Return the paths of submissions by student and assignment, where there are several.

    Args:
        handed_in: Yields student, assignment and path of each; those without an assignment are left out.
    """
    several = _repeated((who, assignment) for who, assignment, _ in handed_in() if assignment)
    works: dict[tuple[W, str], list[str]] = {}
    for who, assignment, path in handed_in() if several else ():
        if assignment and hash((who, assignment)) in several:
            works.setdefault((who, assignment), []).append(path)
    return {work: paths for work, paths in works.items() if len(paths) > 1}


def copies_of(files: Callable[[], Iterable[tuple[str | None, W, str]]]) -> dict[str, list[tuple[W, str]]]:
    """Return who submitted the same bytes as somebody else, and the paths, by the digest.

    Args:
        files: Yields digest, student and path of each; those that could not be read have no digest.
    """
    several = _repeated(digest for digest, _, _ in files() if digest)
    found: dict[str, list[tuple[W, str]]] = {}
    for digest, who, path in files() if several else ():
        if digest and hash(digest) in several:
            found.setdefault(digest, []).append((who, path))
    return {digest: same for digest, same in found.items() if len({who for who, _ in same}) > 1}


def _repeated(values: Iterable[Hashable]) -> set[int]:
    """Return the hashes of the values that occur more than once: few, where all would take memory."""
    return {value for value, count in Counter(map(hash, values)).items() if count > 1}


def plain_cell(value: Any) -> Any:
    """Escape a value with an apostrophe if a spreadsheet would take it for a formula."""
    return _FORMULA.sub(r"\1\2'\3", _CONTROL.sub(" ", value)) if isinstance(value, str) else value


def _row(report: Report, handed_in: HandedIn, student: Student) -> dict[str, Any]:
    """Return a row."""
    assignment, rubric = report.assignment, report.rubric
    return {
        **_person(student),
        "assignment": assignment.id if assignment else "",
        "score": report.score,
        "max_score": report.max_score,
        "passed": report.passed,
        "status": report.status,
        "attempt": handed_in.attempt,
        "late": handed_in.late,
        "remarks": phrases.reasons(report),
        "path": report.submission.path,
        "submission_digest": report.submission.digest,
        "assignment_digest": assignment.digest if assignment else "",
        "rubric": rubric.name if rubric else "",
        "rubric_digest": rubric.digest if rubric else "",
        **{_points_column(function.name): function.score for function in report.functions},
        **{_fault_column(f.name): "; ".join(reasons_of(f)) for f in report.functions},
    }


def _person(student: Student) -> dict[str, Any]:
    return {"student": student.label, "id": student.id, "email": student.email}


def _points_column(function: str) -> str:
    return f"function.{function}"


def _fault_column(function: str) -> str:
    return f"fault.{function}"


def _who(row: Mapping[str, Any]) -> tuple[str, str]:
    return row["student"], row["id"]


def _order(row: Mapping[str, Any]) -> tuple[str, ...]:
    columns = ("student", "id", "assignment", "path")
    return (row["student"].casefold(), *(row.get(column, "") for column in columns))
