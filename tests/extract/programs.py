"""Submissions made of strings, and what extraction makes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from grader.extract import extract
from grader.extract.submission import Cell, Submission

if TYPE_CHECKING:
    from grader.extract import Program


def submission(*cells: str | Cell) -> Submission:
    """Return a submission of code cells."""
    numbered = (c if isinstance(c, Cell) else Cell(n, c) for n, c in enumerate(cells))
    return Submission("a.ipynb", "", tuple(numbered))


def program(*cells: str | Cell, graded: tuple[str, ...] = ("f",), **options: Any) -> Program:
    """Extract the graded names, `f` unless told otherwise, from some cells."""
    return extract(submission(*cells), graded, **options)


def taken(*cells: str | Cell, name: str = "f", **options: Any) -> list[str]:
    """Return the source of each statement that a graded name needs."""
    return [s.source for s in program(*cells, **options).definitions[name].statements]


def namespace(*cells: str | Cell, name: str = "f", **options: Any) -> dict[str, Any]:
    """Execute what a graded name needs, and return the names that this binds."""
    names: dict[str, Any] = {}
    for source in taken(*cells, name=name, **options):
        exec(source, names)  # noqa: S102 - the tests' own strings
    return names


def value(*cells: str | Cell, **options: Any) -> Any:
    """Return what the extracted `f` returns when it is called without arguments."""
    return namespace(*cells, **options)["f"]()
