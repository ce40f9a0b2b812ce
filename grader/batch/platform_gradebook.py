"""Gradebooks in the columns that learning platforms import.

Canvas (*Grades, Import*) wants `Student`, `ID`, `SIS User ID`, `SIS Login ID` and `Section`, then a column
for each assignment, and the points possible in the second row; `ID` is Canvas's own number of a user, which
its file names and its own export tell. Moodle's grading worksheet (*Upload grading worksheet*) wants
`Identifier`, `Grade` and `Last modified (grade)`; without participants' numbers, *Grades, Import, CSV file*
matches addresses.
"""

from __future__ import annotations

import csv
import io
from html import escape
from typing import TYPE_CHECKING, Any

from grader.batch.gradebook import Gradebook, plain_cell
from grader.batch.upload_names import canvas_user, moodle_participant
from grader.errors import UsageError
from grader.report.formats import phrases

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from grader.batch.classroom import Classroom, Student
    from grader.report.formats.interface import Document
    from grader.report.model import Report

BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
_CANVAS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
_WORKSHEET = (
    *("Identifier", "Full name", "Email address", "Status", "Grade", "Maximum Grade"),
    *("Last modified (grade)", "Feedback comments"),
)
MAX_COMMENT = 2000


class _Scores:
    """The best score of each student and assignment, with a path and a comment: platforms store one."""

    def __init__(self, classroom: Classroom, comment: Callable[[Report], str] = lambda _: "") -> None:
        self._classroom = classroom
        self._comment = comment
        self.best: dict[Student, dict[str, tuple[float, str, str]]] = {}
        self.full: dict[str, float] = {}

    def add(self, report: Report) -> None:
        """Add a report; one without a verdict or a student has no place on a platform."""
        if report.assignment is None or report.score is None:
            return
        title = report.assignment.title
        self.full[title] = max(self.full.get(title, 0.0), report.max_score or 0.0)
        for student in self._classroom.of(report.submission.path).students:
            scores = self.best.setdefault(student, {})
            if title not in scores or report.score > scores[title][0]:
                scores[title] = (report.score, report.submission.path, self._comment(report))

    def sorted(self) -> Iterable[tuple[Student, Mapping[str, tuple[float, str, str]]]]:
        """Return the students by name, with their scores."""
        return sorted(self.best.items(), key=lambda item: item[0].label.casefold())


class CanvasGradebook:
    """A CSV file for Canvas's gradebook."""

    def __init__(self, classroom: Classroom) -> None:
        self._scores = _Scores(classroom)

    def add(self, report: Report) -> str:
        """Add a report; nothing is written before the end."""
        self._scores.add(report)
        return ""

    def finish(self) -> Iterator[str]:
        """Yield the table."""
        titles = list(self._scores.full)
        full = ["    Points Possible", "", "", "", "", *(f"{self._scores.full[title]:g}" for title in titles)]
        rows = [[*_CANVAS, *titles], full]
        for student, scores in self._scores.sorted():
            user = next((found for _, path, _ in scores.values() if (found := canvas_user(path))), "")
            points = (f"{scores[title][0]:.2f}" if title in scores else "" for title in titles)
            rows.append([student.label, *_canvas_cells(student, user), *points])
        yield _table(rows)


def _canvas_cells(student: Student, user: str) -> list[str]:
    """Return `ID`, `SIS User ID`, `SIS Login ID` and `Section`.

    Each comes from the class list's column of the same title. Of another class list, the identifier is taken
    for the `SIS User ID`, and only file names tell Canvas's number of a user.
    """
    own = [student.cell(title) for title in _CANVAS[1:]]
    if not any(own[1:]):  # not Canvas's own list: its `ID` is somebody else's
        own = ["", "" if student.id == user else student.id, "", ""]
    return [own[0] or user, *own[1:]]


class MoodleGradebook:
    """A CSV file for Moodle: an assignment's grading worksheet, or else grades by email address."""

    def __init__(self, classroom: Classroom) -> None:
        self._scores = _Scores(classroom, _comment)

    def add(self, report: Report) -> str:
        """Add a report; nothing is written before the end."""
        self._scores.add(report)
        return ""

    def finish(self) -> Iterator[str]:
        """Yield the table.

        Raises:
            UsageError: There are several assignments, each of which has a worksheet of its own.
        """
        paths = (path for _, scores in self._scores.sorted() for _, path, _ in scores.values())
        if not any(map(moodle_participant, paths)):
            yield self._by_email()
            return
        if len(self._scores.full) > 1:
            raise UsageError("--for moodle: a grading worksheet holds one assignment; grade each by itself")
        yield self._worksheet()

    def _worksheet(self) -> str:
        rows: list[list[str]] = [list(_WORKSHEET)]
        for student, scores in self._scores.sorted():
            for title, (score, path, comment) in scores.items():
                number = moodle_participant(path)
                identifier = f"Participant {number}" if number else ""
                full = f"{self._scores.full[title]:.2f}"
                grade = f"{score:.2f}"
                rows.append([identifier, student.name, student.email, "", grade, full, "", comment])
        return _table(rows)

    def _by_email(self) -> str:
        titles = list(self._scores.full)
        rows = [["Full name", "Email address", "ID number", *titles]]
        for student, scores in self._scores.sorted():
            points = (f"{scores[title][0]:.2f}" if title in scores else "" for title in titles)
            number = student.cell("ID number") or student.id
            rows.append([student.name, student.email, number, *points])
        return _table(rows)


class ExcelGradebook(Gradebook):
    """The gradebook with a byte order mark, by which Excel recognises UTF-8."""

    def finish(self) -> Iterator[str]:
        """Yield the table."""
        yield BOM
        yield from super().finish()


PLATFORMS: dict[str, Callable[[Classroom], Document]] = {
    "canvas": CanvasGradebook,
    "moodle": MoodleGradebook,
    "excel": ExcelGradebook,
}


def _comment(report: Report) -> str:
    """Return the verdict and what is wrong in a few sentences, as HTML: Moodle stores comments as that."""
    functions = [f for f in report.functions if phrases.is_worth_telling(f)]
    sentences = [f"{f.name}: {f.feedback.removeprefix(f'{f.name}: ')}" for f in functions]
    untouched = phrases.untouched(report.functions)
    wrong = [untouched] if untouched else sentences
    lines = [phrases.verdict(report), *phrases.adjustments(report), *wrong]
    text = "\n".join(" ".join(line.split()) for line in lines)[:MAX_COMMENT]
    return "<br>".join(escape(line, quote=False) for line in text.split("\n"))


def _table(rows: Iterable[Iterable[Any]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([plain_cell(cell) for cell in row] for row in rows)
    return text.getvalue()
