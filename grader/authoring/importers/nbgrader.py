"""Reads nbgrader's notebooks: source versions, or release versions beside solved ones."""

from __future__ import annotations

import ast
import copy
import re
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from grader.authoring.importers.source import (
    GIVEN,
    SOLUTION,
    CourseNotebook,
    CourseTest,
    LeftOut,
    Part,
    as_starter,
    read_notebook,
    title_of,
)
from grader.support.decimals import exact

if TYPE_CHECKING:
    from pathlib import Path

BY_HAND = "is graded by hand"
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
    parts: list[Part] = []
    tests: list[CourseTest] = []
    left_out: list[LeftOut] = []
    solved: list[bool] = []
    for number, (cell, mark) in enumerate(zip(notebook.cells, marks, strict=True)):
        label = str(mark.get("grade_id") or f"cell {number}")
        by_hand = mark.get("task") or (mark.get("grade") and mark.get("solution"))
        if by_hand:
            left_out.append(LeftOut(number, label, BY_HAND))
        if cell.cell_type != "code":
            continue
        if mark.get("grade") and not mark.get("solution"):
            if _GENERATED.search(cell.source):
                left_out.append(
                    LeftOut(
                        number, label, "has AUTOTEST lines, which nbgrader turns into tests: import those"
                    )
                )
            else:
                tests.append(_test(cell, label, mark, number))
            continue
        role = SOLUTION if mark.get("solution") else GIVEN
        parts.append(Part(number, role, _MARKER.sub("", cell.source), label))
        if role == SOLUTION and not by_hand:
            solved.append(not _is_unsolved(cell.source))
    return CourseNotebook(
        id=name,
        title=title_of(notebook, path.stem),
        parts=tuple(parts),
        tests=tuple(tests),
        left_out=tuple(left_out),
        starter=as_starter(
            notebook, [_for_students(c, m) for c, m in zip(notebook.cells, marks, strict=True)]
        ),
        unsolved=bool(solved) and not any(solved),
    )


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
