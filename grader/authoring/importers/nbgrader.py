"""Reads nbgrader's notebooks: source versions, or release versions beside solved ones."""

from __future__ import annotations

import ast
import copy
import re
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from grader.authoring.importers.source import (
    BY_HAND,
    GIVEN,
    SOLUTION,
    CourseTest,
    Found,
    LeftOut,
    Part,
    read_notebook,
)
from grader.support.decimals import exact

if TYPE_CHECKING:
    from pathlib import Path

    from grader.authoring.importers.source import CourseNotebook

STUB = "# YOUR CODE HERE\nraise NotImplementedError()"

_SOLUTION = re.compile(r"^([ \t]*)#+ ?BEGIN SOLUTION.*?#+ ?END SOLUTION[^\n]*", re.MULTILINE | re.DOTALL)
_HIDDEN = re.compile(
    r"^[ \t]*#+ ?BEGIN HIDDEN TESTS.*?#+ ?END HIDDEN TESTS[^\n]*\n?", re.MULTILINE | re.DOTALL
)
_MARKER = re.compile(r"^[ \t]*#+ ?(?:BEGIN|END) (?:SOLUTION|HIDDEN TESTS)[^\n]*\n?", re.MULTILINE)
_GENERATED = re.compile(r"^[ \t]*#+ ?(?:HASHED )?AUTOTEST", re.MULTILINE)
_STUB = re.compile(r"raise NotImplementedError|# YOUR CODE HERE")


def read(path: Path, name: str) -> CourseNotebook | None:
    """Return what nbgrader grades in a notebook, as the pack `name`; None if it grades nothing in it.

    Raises:
        ValueError: It is not a notebook.
    """
    notebook = read_notebook(path)
    marks = [_marks(cell) for cell in notebook.cells]
    if not any(mark.get("grade") or mark.get("solution") or mark.get("task") for mark in marks):
        return None
    reader = _Reader()
    for number, (cell, mark) in enumerate(zip(notebook.cells, marks, strict=True)):
        reader.take(number, cell, mark)
    return reader.course(notebook, path, name, unsolved=bool(reader.solved) and not any(reader.solved))


@dataclass
class _Reader(Found):
    """Reads the cells of a notebook; `solved` says of each solution cell whether it is."""

    solved: list[bool] = field(default_factory=list)

    def take(self, number: int, cell: Any, mark: dict[str, Any]) -> None:
        """Read one cell."""
        self.for_students.append(_for_students(cell, mark))
        label = str(mark.get("grade_id") or f"cell {number}")
        by_hand = mark.get("task") or (mark.get("grade") and mark.get("solution"))
        if by_hand:
            self.left_out.append(LeftOut(number, label, BY_HAND))
        if cell.cell_type != "code":
            return
        if mark.get("grade") and not mark.get("solution"):
            self._add_test(number, cell, mark, label)
            return
        role = SOLUTION if mark.get("solution") else GIVEN
        self.parts.append(Part(number, role, _MARKER.sub("", cell.source), label))
        if role == SOLUTION and not by_hand:
            self.solved.append(not _is_unsolved(cell.source))

    def _add_test(self, number: int, cell: Any, mark: dict[str, Any], label: str) -> None:
        if _GENERATED.search(cell.source):
            reason = "has AUTOTEST lines, which nbgrader turns into tests: import those"
            self.left_out.append(LeftOut(number, label, reason))
        else:
            self.tests.append(_test(cell, label, mark, number))


def _marks(cell: Any) -> dict[str, Any]:
    return dict(cell.metadata.get("nbgrader") or {})


def _test(cell: Any, label: str, mark: dict[str, Any], number: int) -> CourseTest:
    source = _MARKER.sub("", cell.source)
    points = Fraction(exact(mark.get("points") or 0))
    return CourseTest(label, source, points, number, bool(_HIDDEN.search(cell.source)), sentence_in(source))


def sentence_in(source: str) -> str:
    """Return the docstring of a test cell: what it is about."""
    try:
        text = ast.get_docstring(ast.parse(source)) or ""
    except (SyntaxError, ValueError):
        return ""
    return " ".join(text.partition("\n\n")[0].split())


def _is_unsolved(source: str) -> bool:
    return not _SOLUTION.search(source) and (not source.strip() or bool(_STUB.search(source)))


def _for_students(cell: Any, mark: dict[str, Any]) -> Any:
    """Return a cell as nbgrader's release version has it: without solutions and hidden tests."""
    cell = copy.deepcopy(cell)
    cell.source = _HIDDEN.sub("", cell.source)
    if mark.get("solution"):
        text = _SOLUTION.sub(lambda m: "\n".join(m[1] + line for line in STUB.split("\n")), cell.source)
        whole = STUB if cell.cell_type == "code" else "YOUR ANSWER HERE"
        cell.source = text if text != cell.source or _is_unsolved(cell.source) else whole
    return cell
