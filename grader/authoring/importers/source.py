"""What is read of a course's notebook: code cells with their roles, tests, and what a person grades."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from grader.support.warnings import no_warnings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from fractions import Fraction
    from pathlib import Path

GIVEN, SOLUTION = "given", "solution"
BY_HAND = "is graded by hand"


@dataclass(frozen=True)
class Part:
    """A code cell that is no test.

    Attributes:
        number: Its position in the notebook.
        role: `given`, or `solution` for what students write.
        source: Its text with the solution.
        name: The name of its question in the course.
    """

    number: int
    role: str
    source: str
    name: str = ""


@dataclass(frozen=True)
class CourseTest:
    """A test of a course, with points.

    Attributes:
        name: The name under which it is listed.
        source: Its statements; they raise if the test fails.
        points: What it is worth.
        number: The position of its cell: cells below are not known to it.
        hidden: Whether students do not see it.
        sentence: What it is about, for students.
    """

    name: str
    source: str
    points: Fraction
    number: int
    hidden: bool = False
    sentence: str = ""


@dataclass(frozen=True)
class LeftOut:
    """What can't be taken over: the position of its cell, its name in the course, and why."""

    number: int
    name: str
    why: str


@dataclass(frozen=True)
class CourseNotebook:
    """A notebook of a course, with everything that is graded in it.

    Attributes:
        id: The id of its pack.
        title: Its title.
        parts: The code cells that are no tests, in order.
        tests: Its tests, in order.
        left_out: What can't be taken over.
        starter: The notebook as students get it.
        unsolved: Whether no solution is there at all.
    """

    id: str
    title: str
    parts: tuple[Part, ...]
    tests: tuple[CourseTest, ...]
    left_out: tuple[LeftOut, ...] = ()
    starter: Any = field(default=None, repr=False)
    unsolved: bool = False

    def with_solution(self, cells: Iterable[str]) -> CourseNotebook:
        """Return the notebook with the code cells of a solved one: what differs is the solution."""
        known = {_bare(part.source) for part in self.parts if part.role == GIVEN}
        tests = {_bare(test.source) for test in self.tests}
        parts = tuple(
            Part(-1, GIVEN if _bare(cell) in known else SOLUTION, cell, f"cell_{number}")
            for number, cell in enumerate(cells, 1)
            if _bare(cell) not in tests
        )
        return replace(self, parts=parts, unsolved=False)


@dataclass
class Found:
    """What is found while the cells of a notebook are read, one after the other.

    Attributes:
        parts: The code cells that are no tests.
        tests: The tests.
        left_out: What can't be taken over.
        for_students: The cells that students get.
    """

    parts: list[Part] = field(default_factory=list)
    tests: list[CourseTest] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    for_students: list[Any] = field(default_factory=list)

    def course(self, notebook: Any, path: Path, name: str, *, unsolved: bool) -> CourseNotebook:
        """Return the notebook with all that was found, as the pack `name`."""
        return CourseNotebook(
            id=name,
            title=title_of(notebook, path.stem),
            parts=tuple(self.parts),
            tests=tuple(self.tests),
            left_out=tuple(self.left_out),
            starter=as_starter(notebook, self.for_students),
            unsolved=unsolved,
        )


def _bare(source: str) -> str:
    return "\n".join(line.rstrip() for line in source.strip().splitlines())


def code_cells(notebook: Any) -> list[str]:
    """Return the texts of the code cells of a notebook."""
    return [cell.source for cell in notebook.cells if cell.cell_type == "code"]


def read_notebook(path: Path) -> Any:
    """Return a notebook in the current format.

    Raises:
        ValueError: It is not a notebook.
    """
    import nbformat

    library: Any = nbformat
    try:
        with no_warnings():  # about cells without an id
            notebook = library.read(path, as_version=4)
    except (OSError, AttributeError, KeyError, TypeError, library.reader.NotJSONError) as error:
        raise ValueError(f"{path}: is not a notebook: {error}") from error
    for cell in notebook.cells:
        cell.source = cell.source.replace("\r\n", "\n")
    return notebook


def as_starter(notebook: Any, cells: Sequence[Any]) -> Any:
    """Return a notebook with other cells, for students: without outputs."""
    import nbformat

    library: Any = nbformat
    make = {
        "code": library.v4.new_code_cell,
        "markdown": library.v4.new_markdown_cell,
        "raw": library.v4.new_raw_cell,
    }
    made = [
        make[cell.cell_type](cell.source, id=f"cell-{number:02}", metadata=cell.metadata)
        for number, cell in enumerate(cells)
    ]
    return library.v4.new_notebook(cells=made, metadata=notebook.metadata)


def title_of(notebook: Any, name: str) -> str:
    """Return the first heading of a notebook, or else its name."""
    for cell in notebook.cells:
        heading = re.search(r"^#+\s+(\S.*?)\s*#*$", cell.source, re.MULTILINE)
        if cell.cell_type == "markdown" and heading:
            return re.sub(r"[*_`$]", "", heading[1]).strip() or name
    return name


def pack_id(path: Path, folder: Path) -> str:
    """Return the id of a notebook's pack: the names of its folders, and its own."""
    names = [folder.resolve().name, *path.relative_to(folder).with_suffix("").parts]
    words = [re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") for name in names]
    different = [word for word, before in zip(words, ["", *words], strict=False) if word and word != before]
    return "-".join(different) or "course"


def slug(name: str) -> str:
    """Return a name as it may be in the id of a criterion."""
    return re.sub(r"[^a-z0-9_]+", "_", name.lower()).strip("_") or "test"
