"""Match submissions with the roster, and select each student's latest attempt."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from grader.batch.classroom import Classroom, HandedIn

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from grader.batch.classroom import Student
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
        for item in several if len({item.handed_in.attempt for item in several}) > 1 else ():
            works.setdefault((key, assignment_of(item) or item.name), []).append(item)
    earlier: dict[str, tuple[str, ...]] = {}
    for same in works.values():
        newest = max(item.handed_in.attempt or 0 for item in same)
        last = max((item for item in same if item.handed_in.attempt == newest), key=lambda item: item.name)
        before = [item for item in same if item.handed_in.attempt != newest]
        if before:
            in_order = sorted(before, key=lambda item: (item.handed_in.attempt or 0, item.name))
            earlier[last.name] = tuple(item.name for item in in_order)
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
    by_id = _ids_are_the_platforms(items, roster)
    for item in items:
        students = _found(item.handed_in, roster, by_id=by_id)
        there |= set(students)
        if not any(students):
            strangers.append(item.name)
        joined = tuple(known or given for known, given in zip(students, item.handed_in.students, strict=True))
        handed_in[item.name] = replace(item.handed_in, students=joined)
    absent = tuple(student for student in roster.students if student not in there)
    return Classroom(_printable(handed_in), earlier, absent, tuple(strangers))


def _found(who: HandedIn, roster: Roster, *, by_id: bool) -> list[Student | None]:
    """Return each of those who submitted a file as on the class list, or None.

    If a platform named them, only what it wrote tells who they are; otherwise their folder or file does.
    """
    if who.guessed:
        return [roster.find(who.keys)]
    return [roster.match(student, by_id=by_id) for student in who.students]


def _ids_are_the_platforms(items: Sequence[Item], roster: Roster) -> bool:
    """Return whether identifiers on the class list are the platform's: most agree with the names.

    Students choose their names on many platforms, so identifiers are safer. But the same number may be
    another student's elsewhere.
    """
    named = {item.handed_in.students for item in items if not item.handed_in.guessed}
    agreed = 0
    for student in {student for students in named for student in students}:
        by_name, by_id = roster.named(student.name), roster.identified(student.id)
        agreed += 0 if None in (by_name, by_id) else 1 if by_name == by_id else -1
    return agreed >= 0


def _printable(handed_in: dict[str, HandedIn]) -> dict[str, HandedIn]:
    """Return names as in reports, which must be valid UTF-8, without what was looked up in a class list."""
    return {
        name if name.isascii() else name.encode("utf-8", "replace").decode(): replace(who, keys=())
        for name, who in handed_in.items()
    }
