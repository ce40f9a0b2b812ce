"""Match submissions with the roster, and select each student's latest attempt."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from grader.batch.classroom import Classroom, HandedIn

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from grader.batch.collect import Item
    from grader.batch.roster import Roster


def without_modules(items: Sequence[Item], is_work: Callable[[Item], bool]) -> list[Item]:
    """Leave out helper modules: scripts without graded functions next to a notebook of the same students.

    Args:
        items: The submissions found.
        is_work: Returns whether a file defines a graded function; called for such scripts only.
    """
    with_notebooks = {item.handed_in.students for item in items if _suffix(item) == ".ipynb"}
    return [
        item
        for item in items
        if _suffix(item) != ".py" or item.handed_in.students not in with_notebooks or is_work(item)
    ]


def _suffix(item: Item) -> str:
    return PurePosixPath(item.name).suffix.lower()


def latest(
    items: Sequence[Item], assignment_of: Callable[[Item], str | None]
) -> tuple[list[Item], dict[str, tuple[str, ...]]]:
    """Leave out earlier attempts: files of the same student, name and assignment.

    Args:
        items: The submissions.
        assignment_of: Returns the assignment of a file; called only if there are several attempts.

    Returns:
        The others in the same order, and the names of earlier attempts by the name of the latest.
    """
    attempts: dict[object, list[Item]] = {}
    for item in items:
        who = item.handed_in
        if who.attempt is not None and who.work:
            attempts.setdefault((item.path.parent, who.students, who.work), []).append(item)
    works: dict[object, list[Item]] = {}
    for key, several in attempts.items():
        for item in several if len(several) > 1 else ():
            works.setdefault((key, assignment_of(item) or item.name), []).append(item)
    earlier: dict[str, tuple[str, ...]] = {}
    for same in works.values():
        *before, last = sorted(same, key=lambda item: (item.handed_in.attempt or 0, item.name))
        if before:
            earlier[last.name] = tuple(item.name for item in before)
    out = {name for names in earlier.values() for name in names}
    return [item for item in items if item.name not in out], earlier


def classroom_of(
    items: Sequence[Item], earlier: dict[str, tuple[str, ...]], roster: Roster | None
) -> Classroom:
    """Match submissions with the class list.

    Args:
        items: The submissions to grade.
        earlier: The names of earlier attempts, by the name of the latest.
        roster: The class list, if there is one.
    """
    handed_in = {item.name: item.handed_in for item in items}
    if roster is None:
        return Classroom(_printable(handed_in), earlier)
    strangers = []
    there = set()
    for item in items:
        students = [roster.find(names) for names in _names(item)]
        there |= set(students)
        if not any(students):
            strangers.append(item.name)
        joined = tuple(known or given for known, given in zip(students, item.handed_in.students, strict=True))
        handed_in[item.name] = replace(item.handed_in, students=joined)
    absent = tuple(student for student in roster.students if student not in there)
    return Classroom(_printable(handed_in), earlier, absent, tuple(strangers))


def _names(item: Item) -> list[list[str]]:
    """Return possible roster keys of each student who submitted a file, the most reliable first.

    If only its path identifies the student, any part of the path may be the key.
    """
    who = item.handed_in
    names = [[student.email, student.name, student.id] for student in who.students]
    if who.guessed:
        for part in item.report.parts:
            names[0] += [part, PurePosixPath(part).stem, PurePosixPath(part).stem.partition(".")[0]]
    return names


def _printable(handed_in: dict[str, HandedIn]) -> dict[str, HandedIn]:
    """Return names as in reports, which must be valid UTF-8."""
    return {name.encode("utf-8", "replace").decode(): who for name, who in handed_in.items()}
