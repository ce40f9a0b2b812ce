"""Turns the notebooks of a course into packs, and says what became of each question."""

from __future__ import annotations

import ast
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from grader.authoring.importers import learntools, nbgrader, otter
from grader.authoring.importers.binding import Binder, CannotImportError
from grader.authoring.importers.calls import observed
from grader.authoring.importers.packing import TESTS, ImportedTest, tests_of, write_pack
from grader.authoring.importers.source import code_cells, pack_id, read_notebook, slug
from grader.checks.author_tests import verify
from grader.errors import PackError, UsageError
from grader.sandbox.interface import Returned

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from grader.authoring.importers.binding import BoundTest
    from grader.authoring.importers.calls import Observed
    from grader.authoring.importers.source import CourseNotebook, CourseTest
    from grader.sandbox.machine import Machine

READERS: Mapping[str, Callable[[Path, str], CourseNotebook | None]] = {
    "nbgrader": nbgrader.read,
    "otter": otter.read,
    "learntools": learntools.read,
}
OF_STUDENTS = frozenset({"submitted", "autograded", "feedback"})  # folders of a course of nbgrader's
NO_SOLUTION = (
    "the solution is not there: import the source version, or name a solved notebook with --solution"
)


@dataclass(frozen=True)
class Question:
    """What became of one question of a course; `why` is empty if it is graded by the pack.

    Attributes:
        name: Its name in the course.
        how: What grades it now.
        why: Why it was left out.
    """

    name: str
    how: str = ""
    why: str = ""


@dataclass(frozen=True)
class Imported:
    """What became of one notebook; `pack` is the id of the pack, None if there is none."""

    path: Path
    pack: str | None
    questions: tuple[Question, ...]

    def lines(self) -> Iterator[str]:
        """Yield what became of it, in lines for people."""
        yield f"{self.path}: {'no pack' if self.pack is None else f'pack {self.pack}'}"
        for question in self.questions:
            mark, said = ("✗", f"left out: {question.why}") if question.why else ("✓", question.how)
            yield f"{mark} {question.name}: {said}"


def import_course(
    style: str, folder: Path, root: Path, machine: Machine, solution: Path | None = None
) -> Iterator[Imported]:
    """Yield what becomes of each notebook of a course that has something to grade; packs are written.

    Args:
        style: A key of `READERS`.
        folder: A notebook, or a folder with some.
        root: The folder of packs.
        machine: Where solutions run.
        solution: A solved notebook, if the course's own has no solution.

    Raises:
        UsageError: There is no such notebook, or a pack of that name is there already.
        MachineError: A file can't be written, no box can be started, or pytest is not installed.
    """
    found = False
    for path, name in _notebooks(folder, ".py" if style == "learntools" else ".ipynb"):
        try:
            notebook = READERS[style](path, name)
        except ValueError as error:
            yield Imported(path, None, (Question(path.name, why=str(error)),))
            continue
        if notebook is None:
            continue
        found = True
        if solution is not None:
            notebook = notebook.with_solution(_solved(solution))
        yield Imported(path, *_converted(notebook, root, machine))
    if not found:
        raise UsageError(f"{folder}: has no notebook in which {style} grades something")


def _notebooks(folder: Path, suffix: str) -> list[tuple[Path, str]]:
    """Return the notebooks to import, each with the id of its pack."""
    if folder.is_file():
        return [(folder, pack_id(folder, folder.parent))]
    paths = sorted(path for path in folder.rglob(f"*{suffix}") if _is_of_course(path.relative_to(folder)))
    names = [pack_id(path, folder) for path in paths]
    return [
        (path, name if names.index(name) == number else f"{name}-{number + 1}")
        for number, (path, name) in enumerate(zip(paths, names, strict=True))
    ]


def _is_of_course(path: Path) -> bool:
    """Return whether a file may be the course's own: it is not hidden, nor among nbgrader's of students."""
    return not any(part.startswith(".") or part in OF_STUDENTS for part in path.parts)


def _solved(solution: Path) -> list[str]:
    try:
        return code_cells(read_notebook(solution))
    except ValueError as error:
        raise UsageError(str(error)) from error


def _converted(
    notebook: CourseNotebook, root: Path, machine: Machine
) -> tuple[str | None, tuple[Question, ...]]:
    """Convert one notebook; return the id of its pack, and what became of its questions."""
    if (root / "assignments" / notebook.id).exists():
        raise UsageError(
            f"{root / 'assignments' / notebook.id}: is there already; remove it, or choose another folder"
        )
    questions = {each.number: [Question(each.name, why=each.why)] for each in notebook.left_out}
    imported: list[ImportedTest] = []
    binder = Binder(notebook)
    for test in _with_own_names(notebook.tests):
        try:
            imported.append(_imported(test, notebook, binder, machine))
        except CannotImportError as error:
            question = Question(test.name, why=NO_SOLUTION if notebook.unsolved else str(error))
        else:
            question = Question(test.name, _description(imported[-1]))
        questions.setdefault(test.number, []).append(question)
    if imported:
        write_pack(notebook, imported, root)
    if not questions:
        questions[0] = [Question(notebook.title, why="nothing in it tests what students write")]
    listed = (question for number in sorted(questions) for question in questions[number])
    return (notebook.id if imported else None), tuple(listed)


def _with_own_names(tests: Sequence[CourseTest]) -> list[CourseTest]:
    """Return tests with names that stay different when they are spelled as ids."""
    seen: dict[str, int] = {}
    renamed = []
    for test in tests:
        seen[slug(test.name)] = number = seen.get(slug(test.name), 0) + 1
        renamed.append(test if number == 1 else replace(test, name=f"{test.name}_{number}"))
    return renamed


def _imported(test: CourseTest, notebook: CourseNotebook, binder: Binder, machine: Machine) -> ImportedTest:
    try:
        bound = binder.bind(test)
        seen = observed(bound, notebook, machine)
        _verify(bound, notebook, seen)
    except RecursionError as error:
        raise CannotImportError("is nested too deeply") from error
    return ImportedTest(bound, tuple(seen))


def _verify(bound: BoundTest, notebook: CourseNotebook, seen: Sequence[Observed]) -> None:
    """Check that a test, as the pack will have it, accepts what the solution gave in the box."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / TESTS
        path.write_text(tests_of(notebook, [bound]), encoding="utf-8")
        try:
            verify(f"{path}::{bound.name}", [(item.case, item.outcome) for item in seen])
        except PackError as error:
            reason = str(error).removeprefix(f"{TESTS}::{bound.name} ")
            raise CannotImportError(f"can't be judged by values alone: it {reason}") from error
        if not _asserts(bound) and _accepts_anything(f"{path}::{bound.name}", bound, seen):
            raise CannotImportError("asserts nothing: it accepts whatever is returned")


def _asserts(bound: BoundTest) -> bool:
    return any(isinstance(part, (ast.Assert, ast.Raise)) for node in bound.body for part in ast.walk(node))


def _accepts_anything(test: str, bound: BoundTest, seen: Sequence[Observed]) -> bool:
    """Return whether a test also accepts None for everything."""
    nothing = Returned(dict.fromkeys(bound.variables) if bound.variables else None)
    try:
        verify(test, [(item.case, nothing) for item in seen])
    except PackError:
        return False
    return True


def _description(imported: ImportedTest) -> str:
    test, count = imported.bound.test, len(imported.observed)
    what = f"{count} case{'' if count == 1 else 's'} of {imported.bound.subject}"
    if imported.bound.variables:
        names = imported.bound.variables
        what = f"the value{'' if len(names) == 1 else 's'} of {', '.join(names)}"
    points = f"{float(test.points):g} point{'' if test.points == 1 else 's'}"
    return f"{points}, {'hidden' if test.hidden else 'public'}: {what}"
