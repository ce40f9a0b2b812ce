"""Students, their submissions, and the class."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Student:
    """A student, as far as a file name or the roster identifies them.

    Attributes:
        name: Their name.
        id: An identifier: the platform's number, or the first one of the class list.
        email: Their address.
        cells: What a class list says of them, by the titles of its columns.
    """

    name: str = ""
    id: str = ""
    email: str = ""
    cells: tuple[tuple[str, str], ...] = field(default=(), compare=False, repr=False)

    @property
    def label(self) -> str:
        """The name to display."""
        return self.name or self.id or self.email

    def cell(self, title: str) -> str:
        """Return what the class list has in a column; empty without such a column."""
        return dict(self.cells).get(title, "")


@dataclass(frozen=True, slots=True)
class HandedIn:
    """Who submitted a file and when, according to its path; None if the path does not say.

    Attributes:
        students: Those who submitted it; several for a group.
        attempt: The number of the attempt, from 1.
        late: Whether it was late.
        work: The student's name for the file; equal for all attempts.
        guessed: Whether the student was guessed from a folder or file name.
        keys: If so, the spellings of that name to look up in the class list.
        time: The time in the name, if it distinguishes attempts; sorts as text.
        submitted: When it was submitted, if the platform says so.
    """

    students: tuple[Student, ...] = ()
    attempt: int | None = None
    late: bool | None = None
    work: str = ""
    guessed: bool = False
    keys: tuple[str, ...] = ()
    time: str = ""
    submitted: datetime | None = None

    @property
    def label(self) -> str:
        """The names of those who submitted it."""
        return ", ".join(student.label for student in self.students)

    def title(self, path: str) -> str:
        """Return what a student knows a submission by: their name, and their name for the file at a path."""
        own = PurePosixPath(path)
        file = self.work if PurePosixPath(self.work).suffix else own.name
        return f"{self.label}: {file}" if self.label and self.label != own.stem else file


NOBODY = HandedIn()


@dataclass(frozen=True)
class Classroom:
    """Who submitted what.

    Attributes:
        handed_in: Who submitted it, by the name of the submission in reports.
        earlier: Names of earlier attempts, by the name of the latest.
        absent: Students on the roster who submitted nothing.
        strangers: Names of submissions by students who are not on the roster.
    """

    handed_in: Mapping[str, HandedIn] = field(default_factory=dict)
    earlier: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    absent: tuple[Student, ...] = ()
    strangers: tuple[str, ...] = ()

    def of(self, name: str) -> HandedIn:
        """Return who submitted a submission."""
        return self.handed_in.get(name, NOBODY)
