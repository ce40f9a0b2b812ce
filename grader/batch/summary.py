"""Closing remarks on a class: submissions without a verdict, and students without a submission."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.batch.classroom import HandedIn
from grader.batch.gradebook import copies_of, works_of
from grader.batch.spilled_rows import SpilledRows
from grader.report.formats import phrases
from grader.support.text import clean, some

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from grader.batch.classroom import Classroom, Student
    from grader.report.model import Report


class Remarks:
    """Collects the remarks for the end of a run, at most a line for each report.

    Args:
        classroom: Who submitted what.
        notes: What has been noticed while the submissions were collected.
        ignored: The number of files that are not submissions.
        modules: The number of helper scripts next to notebooks.
        left: Reports of submissions that are no longer there.
    """

    def __init__(
        self,
        classroom: Classroom,
        *,
        notes: Sequence[str] = (),
        ignored: int = 0,
        modules: int = 0,
        left: Sequence[str] = (),
    ) -> None:
        self._notes = notes
        self._classroom = classroom
        self._ignored = ignored
        self._modules = modules
        self._left = left
        self._without: list[str] = []
        self._files = SpilledRows()  # path, assignment and digest of each

    def add(self, report: Report) -> None:
        """Add a report."""
        path = report.submission.path
        assignment = report.assignment.id if report.assignment else ""
        self._files.add((path, assignment, report.submission.digest))
        if report.score is None:
            reason = " ".join(clean(phrases.unnamed(error, path)) for error in report.errors)
            self._without.append(f"{path}: {reason}")

    def sentences(self) -> Iterator[str]:
        """Yield the remarks, most urgent first."""
        yield from self._notes
        if self._without:
            yield f"no verdict on {len(self._without)}:"
            yield from (f"- {reason}" for reason in self._without)
        for (students, assignment), paths in works_of(self._works).items():
            if students:
                yield f"{HandedIn(students).label} submitted {assignment} more than once: {some(paths)}"
        for same in copies_of(self._digests).values():
            yield f"the same file from several students: {some([path for _, path in same])}"
        for name, earlier in self._classroom.earlier.items():
            yield f"graded only the latest attempt, {name}; earlier: {', '.join(earlier)}"
        if self._classroom.strangers:
            yield f"not on the roster: {', '.join(self._classroom.strangers)}"
        if self._classroom.absent:
            yield f"submitted nothing: {', '.join(student.label for student in self._classroom.absent)}"
        if self._left:
            yield f"reports of submissions that are no longer there: {some(self._left)}"
        if self._modules:
            scripts = "1 script" if self._modules == 1 else f"{self._modules} scripts"
            yield f"ignored {scripts} next to notebooks, without graded functions"
        if self._ignored:
            files = "1 file" if self._ignored == 1 else f"{self._ignored} files"
            yield f"ignored {files}: neither a notebook nor a script"

    def _works(self) -> Iterator[tuple[tuple[Student, ...], str, str]]:
        return ((self._classroom.of(path).students, assignment, path) for path, assignment, _ in self._files)

    def _digests(self) -> Iterator[tuple[str | None, tuple[Student, ...], str]]:
        return ((digest, self._classroom.of(path).students, path) for path, _, digest in self._files)
