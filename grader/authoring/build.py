"""Builds the starter and the solution notebook of an assignment from one lesson.

A lesson is a Python file in Jupytext's percent format. The text between `### BEGIN SOLUTION` and
`### END SOLUTION`, nbgrader's markers, is left out of the starter. Cells with such a part are the graded
ones; cells that call `check` are locked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from grader.errors import PackError, UsageError
from grader.extract import defined_names
from grader.extract.submission import Cell, Submission
from grader.support.atomic_files import write_atomically
from grader.support.decimals import shown
from grader.support.text import meant_by

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from grader.packs import Assignment, EditionRubric, Pack

BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
METADATA = {"kernelspec": KERNEL, "language_info": {"name": "python"}}

_REGION = re.compile(rf"^([ \t]*){BEGIN}\n(.*?)^[ \t]*{END}$", re.MULTILINE | re.DOTALL)
_CHECK = re.compile(r"^check\((?:\"(\w+)\"|(\w*))\)", re.MULTILINE)


class _CellError(Exception):
    """What is wrong in a line of a lesson."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(line, message)
        self.line, self.message = line, message


@dataclass(frozen=True)
class Notebooks:
    """The output of a lesson: the texts of two notebook files."""

    starter: str
    solution: str


@dataclass(frozen=True)
class LessonCell:
    """A cell of a lesson.

    Attributes:
        kind: `code` or `markdown`.
        source: Its text, with the solution.
        id: Its id in both notebooks, the same in every build.
        line: The line of the lesson in which its text begins.
        metadata: Its metadata in both notebooks.
    """

    kind: str
    source: str
    id: str
    line: int = 1
    metadata: dict[str, Any] = field(default_factory=dict)


def build(pack: Pack) -> Notebooks:
    """Build both notebooks of an assignment; the result is always the same.

    Raises:
        UsageError: The assignment has no lesson.
        PackError: The lesson's markers are not in pairs, or a graded function is not between markers.
    """
    path = pack.reference.folder / "lesson.py"
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise UsageError(f"{pack.assignment.id} has no lesson to build from: {path} is missing") from error
    plain = _cells(text)
    edition = pack.edition_of(_submission("lesson", *plain))
    assignment = pack.in_edition(edition).assignment
    rubric = pack.rubric().of(assignment, edition.id)
    try:
        cells = [_marked(cell, assignment, rubric) for cell in plain]
    except _CellError as error:
        raise PackError(error.message, f"{path}:{error.line}") from error
    _check_names(path, [cell.id for cell in cells], assignment.names)
    starter = [replace(cell, source=without_solution(cell.source)) for cell in cells]
    return Notebooks(_notebook(starter), _notebook(cells))


def write(pack: Pack, folder: Path | None = None) -> list[Path]:
    """Write an assignment's starter into its pack, and its solution into a folder if one is given.

    A file that has this content already is left as it is: those of an installation are read-only.

    Returns:
        The files.

    Raises:
        UsageError: The assignment has no lesson, or students may get the contents of the folder.
        PackError: The lesson is not valid; see `build`.
        MachineError: A file can't be written.
    """
    open_to_students = (pack.root / "assignments").resolve()
    if folder is not None and folder.resolve().is_relative_to(open_to_students):
        raise UsageError(
            f"{folder}: students may get the contents of {open_to_students}; choose another folder"
        )
    notebooks = build(pack)
    files = {pack.assignment.folder / "starter.ipynb": notebooks.starter}
    if folder is not None:
        files[folder / f"{pack.assignment.id}.ipynb"] = notebooks.solution
    for path, text in files.items():
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            write_atomically(path, text)
    return list(files)


def without_solution(source: str) -> str:
    """Return a cell as students get it, with a stub in place of each solution.

    In a function the stub raises NotImplementedError; at the top level it is only a comment, so that the
    starter runs from top to bottom.
    """
    return _REGION.sub(_stub, source)


def solutions(source: str) -> list[str]:
    """Return the text between the markers of a cell or of an entire lesson."""
    return [match[2] for match in _REGION.finditer(source)]


def _stub(region: re.Match[str]) -> str:
    indent = region[1]
    lines = ["# YOUR CODE HERE", "raise NotImplementedError"] if indent else ["# YOUR CODE HERE"]
    return "\n".join(indent + line for line in lines)


def _cells(text: str) -> list[LessonCell]:
    import jupytext  # heavy, and for those only who make starters

    notebook: Any = jupytext.reads(text, fmt="py:percent")
    cells, start = [], 0
    for number, cell in enumerate(notebook.cells):
        found = text.find(cell.source, start)  # Markdown is commented there
        start = max(start, found)
        cells.append(LessonCell(cell.cell_type, cell.source, f"cell-{number:02}", _line_at(text, start)))
    return cells


def _line_at(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def _marked(cell: LessonCell, assignment: Assignment, rubric: EditionRubric) -> LessonCell:
    """Return a cell with nbgrader's metadata, if it is a graded one or a check.

    Graded cells are marked for manual grading in nbgrader: running one proves nothing, and its points
    come from `grade`.

    Raises:
        ValueError: Its markers are not in pairs, or it has some but defines no graded name; the message
            begins with the line.
    """
    outside = _REGION.sub("", cell.source)
    if BEGIN in outside or END in outside:
        line = cell.line + _line_at(cell.source, _lonely(cell.source)) - 1
        raise _CellError(line, f"{BEGIN} and {END} must be in pairs, each on its own line")
    if outside != cell.source:
        name = _graded_name(cell, assignment)
        nbgrader = _nbgrader(name, grade=True, solution=True, points=shown(rubric.points(name)))
        return replace(cell, id=name, metadata={"nbgrader": nbgrader, "tags": ["graded"]})
    checked = _CHECK.search(cell.source) if cell.kind == "code" else None
    if checked:
        name = f"check-{checked[1] or checked[2] or 'all'}"
        return replace(cell, id=name, metadata={"nbgrader": _nbgrader(name, locked=True)})
    return cell


def _submission(name: str, *cells: LessonCell) -> Submission:
    """Return cells of a lesson as they are when they are submitted with their solution."""
    return Submission(name, "", tuple(Cell(None, c.source, c.kind == "code") for c in cells))


def _lonely(source: str) -> int:
    """Return the position of the first marker that has no partner."""
    paired = [match.span() for match in _REGION.finditer(source)]
    marks = (match.start() for match in re.finditer(f"{BEGIN}|{END}", source))
    return next(mark for mark in marks if not any(start <= mark < end for start, end in paired))


def _graded_name(cell: LessonCell, assignment: Assignment) -> str:
    bound = defined_names(_submission(cell.id, cell))
    for function in assignment.functions:
        if function.name in bound or (function.variables and bound.issuperset(function.variables)):
            return function.name
    names = assignment.names
    meant = (f"{name} (is {other} meant?)" for name in sorted(bound) if (other := meant_by(name, names)))
    defined = next(meant, ", ".join(sorted(bound)) or "nothing")
    raise _CellError(cell.line, f"the cell with this solution defines {defined}, but no graded function")


def _check_names(path: Path, names: list[str], graded: Collection[str]) -> None:
    missing = [name for name in graded if name not in names]
    if missing:
        raise PackError(f"no cell has a solution between markers for: {', '.join(missing)}", path)
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise PackError(f"more than one cell has the id: {', '.join(twice)}", path)


def _nbgrader(name: str, **settings: Any) -> dict[str, Any]:
    """Return a cell's nbgrader metadata, in version 3 of its schema."""
    settings = {"grade": False, "locked": False, "solution": False, "task": False, **settings}
    return {"grade_id": name, "schema_version": 3, **settings}


def _notebook(cells: list[LessonCell]) -> str:
    import nbformat

    library: Any = nbformat
    make = {"code": library.v4.new_code_cell, "markdown": library.v4.new_markdown_cell}
    parts = [make[cell.kind](cell.source, id=cell.id, metadata=cell.metadata) for cell in cells]
    notebook = library.v4.new_notebook(cells=parts, metadata=METADATA)
    library.validate(notebook)
    return f"{library.writes(notebook)}\n"
