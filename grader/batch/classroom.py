"""Students, what they handed in, and the class that they are."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Student:
    """Somebody, as far as a file's name or a roster tells."""

    name: str = ""
    id: str = ""
    email: str = ""

    @property
    def label(self) -> str:
        """What to call them."""
        return self.name or self.id or self.email


@dataclass(frozen=True)
class HandedIn:
    """What the place of a file tells about its handing in; None where it tells nothing.

    Attributes:
        students: Those who handed it in; several for a group.
        attempt: The number of the attempt, from 1.
        late: Whether it came late.
        work: What the student called the file; equal for all attempts.
        guessed: Whether only a folder's or file's own name tells who it was.
    """

    students: tuple[Student, ...] = ()
    attempt: int | None = None
    late: bool | None = None
    work: str = ""
    guessed: bool = False

    @property
    def label(self) -> str:
        """What to call those who handed it in."""
        return ", ".join(student.label for student in self.students)


@dataclass(frozen=True)
class Classroom:
    """Who handed in what.

    Attributes:
        handed_in: By the name that reports give to a submission.
        earlier: Names of earlier attempts that were left out, by the name of the latest.
        absent: Those on the roster who handed in nothing.
        strangers: Names of submissions of somebody who is not on the roster.
    """

    handed_in: Mapping[str, HandedIn] = field(default_factory=dict)
    earlier: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    absent: tuple[Student, ...] = ()
    strangers: tuple[str, ...] = ()

    def of(self, name: str) -> HandedIn:
        """Return what is known of a submission."""
        return self.handed_in.get(name, HandedIn())
