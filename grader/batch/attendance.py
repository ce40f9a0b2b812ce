"""Who is there: submissions joined with the roster, and the latest attempt of each."""

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
    """Leave out scripts that lie beside a notebook of the same students' and are no work: helper modules.

    Args:
        items: What was found.
        is_work: Tells whether a file defines something that is graded; asked of such scripts only.
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
    """Leave out earlier attempts: what the same student called the same and is the same assignment.

    Args:
        items: What was handed in.
        assignment_of: Tells which assignment a file is; asked only where there are several attempts.

    Returns:
        The rest in the same order, and the names of what was left out by the name of the latest.
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
    """Join what was handed in with the list of the class.

    Args:
        items: What is graded.
        earlier: Attempts that were left out, by the name of the latest.
        roster: The list; None if there is none.
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
    """Return what the roster may call each of those who handed in a file, the surest first.

    Where only its place tells, that may be any part of its path.
    """
    who = item.handed_in
    names = [[student.email, student.name, student.id] for student in who.students]
    if who.guessed:
        for part in item.report.parts:
            names[0] += [part, PurePosixPath(part).stem, PurePosixPath(part).stem.partition(".")[0]]
    return names


def _printable(handed_in: dict[str, HandedIn]) -> dict[str, HandedIn]:
    """Spell names as reports do, which can't hold what is not UTF-8."""
    return {name.encode("utf-8", "replace").decode(): who for name, who in handed_in.items()}
