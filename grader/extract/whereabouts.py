"""Where a graded definition is that does not count, and why."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from grader.extract.cells import Parsed, other_magic
from grader.extract.nodes import DEFINITIONS
from grader.support.text import meant_by

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from grader.extract.cells import Broken
    from grader.extract.program import Statement
    from grader.extract.submission import Cell

MAX_TEXT_CHARACTERS = 1_000_000  # of all cells that are searched
_WRITES = frozenset({"writefile", "file"})


def missing_reason(
    name: str,
    cells: Iterable[Cell],
    parsed: Iterable[Parsed | Broken],
    functions: Mapping[str, Statement],
) -> str:
    """Return why a graded name is not defined: the end of a sentence that begins with the name.

    Args:
        name: The graded name.
        cells: All cells, text included.
        parsed: The code cells.
        functions: The ungraded functions that are defined at the top level.
    """
    cells, parsed = tuple(cells), tuple(parsed)
    word = re.escape(name)
    bound = re.compile(rf"^(?:(?:async +)?(?:def|class) +{word}\b|{word} *=)", re.MULTILINE)
    for cell in parsed:
        if not isinstance(cell, Parsed) and bound.search(cell.cell.source):
            return f"is not defined, because {location(cell.cell)} does not parse: {cell.reason}."
    if not name.isidentifier():
        return "is not a valid Python name."
    elsewhere = next(_elsewhere(name, cells, [p for p in parsed if isinstance(p, Parsed)]), None)
    if elsewhere is not None:
        return elsewhere
    meant = meant_by(name, functions)
    where = " in the notebook" if any(cell.number is not None for cell in cells) else ""
    if meant is None:
        return f"is not defined{where}."
    return f"is not defined{where}; did you mean {meant} ({functions[meant].location})?"


def location(cell: Cell) -> str:
    """Return the location of a cell, for people."""
    if cell.number is None:
        return f"the section from line {cell.line}"
    if cell.is_code:
        return f"cell {cell.number}"
    kind = "raw" if cell.kind == "raw" else "Markdown"
    return f"the {kind} cell {f'after cell {cell.number}' if cell.number else 'at the top'}"


def _elsewhere(name: str, cells: Collection[Cell], parsed: Iterable[Parsed]) -> Iterator[str]:
    """Yield where a definition is that does not count, the likeliest position first."""
    for code in parsed:
        yield from _nested(name, code)
    if sum(len(cell.source) for cell in cells) > MAX_TEXT_CHARACTERS:
        return
    whole = re.compile(rf"^(?:async +)?(?:def|class) +{name}\b[^\n]*\n(?:[ \t]*\n)*[ \t]+\S", re.MULTILINE)
    for cell in cells:
        magic = other_magic(cell) if cell.is_code else None
        if (not cell.is_code or magic) and whole.search(cell.source):
            yield _in_text(cell) if magic is None else _in_magic(cell, magic)
    word = re.escape(name)
    commented = re.compile(rf"^#[ \t]*(?:def|class) +{word}\b", re.MULTILINE)
    for cell in cells:
        if cell.is_code and commented.search(cell.source):
            yield f"is not defined: its definition in {location(cell)} is commented out."


def _nested(name: str, cell: Parsed) -> Iterator[str]:
    """Yield the function or class that contains a definition which belongs to the top level."""
    if name not in cell.text:
        return
    pending: list[tuple[ast.AST, ast.stmt | None]] = [(cell.tree, None)]
    while pending:
        node, outer = pending.pop()
        if isinstance(node, DEFINITIONS):
            if node.name == name and outer is not None:
                yield _inside(cell, node, outer)
            outer = node
        pending.extend((child, outer) for child in ast.iter_child_nodes(node))


def _inside(cell: Parsed, node: ast.stmt, outer: ast.stmt) -> str:
    line = cell.cell.line + node.lineno - 1
    where = f"line {line}" if cell.cell.number is None else f"{location(cell.cell)}, line {line}"
    name = getattr(outer, "name", "")
    if isinstance(outer, ast.ClassDef):
        return f"is not defined at the top level: it is a method of the class {name} ({where})."
    where = f"its definition ({where}) is indented, so it belongs to {name}"
    return f"is not defined at the top level: {where}."


def _in_text(cell: Cell) -> str:
    where = f"{location(cell)} contains its definition"
    return f"is not defined in a code cell: {where}; change the type of that cell to Code."


def _in_magic(cell: Cell, magic: str) -> str:
    if magic in _WRITES:
        return f"is not defined in the notebook: {location(cell)} only writes its definition to a file."
    where = f"{location(cell)}, which contains its definition, begins with %%{magic}"
    return f"is not defined in the notebook's Python: {where}; remove that line."
