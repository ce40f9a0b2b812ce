"""Cells of a marimo notebook, which is a script: functions with `@app.cell` hold the code of the cells.

marimo runs cells when what they use is there, whatever their order in the file. The parameters of a cell's
function are the names that it uses, and what it returns are the names that it gives to others.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grader.extract.parsing import tree_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MARIMO = re.compile(r"^import marimo\b", re.MULTILINE)
_Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Section:
    """The code of one cell and its first line in the file, with the names that it uses and gives."""

    source: str
    line: int
    uses: frozenset[str] = frozenset()
    gives: frozenset[str] = frozenset()


def marimo_sections(source: str) -> list[Section] | None:
    """Return the cells in the order in which they run; None if this is no notebook of marimo."""
    if not _MARIMO.search(source):
        return None
    try:
        tree = tree_of(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    lines = source.split("\n")
    sections = [found for node in tree.body if (found := _section(node, lines)) is not None]
    return list(_in_running_order(sections)) if sections else None


def _section(node: ast.stmt, lines: Sequence[str]) -> Section | None:
    if isinstance(node, _Function):
        kinds = {_kind(decorator) for decorator in node.decorator_list}
        if "cell" in kinds:
            return _cell(node, lines)
        if "function" in kinds:
            return _whole(node, lines)
    if isinstance(node, ast.ClassDef) and "class_definition" in map(_kind, node.decorator_list):
        return _whole(node, lines)
    if isinstance(node, ast.With) and any(_kind(item.context_expr) == "setup" for item in node.items):
        return _body(node.body, lines)
    return _unparsable(node)


def _kind(node: ast.expr) -> str:
    """Return the name of a decorator of the app: `cell` for `@app.cell` and `@app.cell(hide_code=True)`."""
    node = node.func if isinstance(node, ast.Call) else node
    is_apps = isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "app"
    return node.attr if is_apps and isinstance(node, ast.Attribute) else ""


def _cell(node: _Function, lines: Sequence[str]) -> Section | None:
    last = node.body[-1]
    returned = last.value if isinstance(last, ast.Return) else None
    body = node.body[:-1] if isinstance(last, ast.Return) else node.body
    found = _body(body, lines)
    uses = frozenset(argument.arg for argument in node.args.args)
    gives = (
        frozenset(each.id for each in ast.walk(returned) if isinstance(each, ast.Name)) if returned else ()
    )
    return found and Section(found.source, found.line, uses, frozenset(gives))


def _whole(node: _Function | ast.ClassDef, lines: Sequence[str]) -> Section:
    return Section(
        "\n".join(lines[node.lineno - 1 : node.end_lineno]), node.lineno, gives=frozenset([node.name])
    )


def _body(body: Sequence[ast.stmt], lines: Sequence[str]) -> Section | None:
    """Return indented statements as a cell of their own."""
    if not body:
        return None
    first = min([body[0].lineno, *(d.lineno for d in getattr(body[0], "decorator_list", ()))])
    taken = lines[first - 1 : body[-1].end_lineno]
    indent = taken[0][: len(taken[0]) - len(taken[0].lstrip())]
    return Section("\n".join(line.removeprefix(indent) for line in taken), first)


def _unparsable(node: ast.stmt) -> Section | None:
    """Return the text of a cell that is no Python: marimo keeps it in a string."""
    call = node.value if isinstance(node, ast.Expr) else None
    if not isinstance(call, ast.Call) or _kind(call) != "_unparsable_cell" or not call.args:
        return None
    text = call.args[0]
    is_text = isinstance(text, ast.Constant) and isinstance(text.value, str)
    return Section(str(text.value), node.lineno) if is_text and isinstance(text, ast.Constant) else None


def _in_running_order(sections: Sequence[Section]) -> Iterator[Section]:
    """Yield cells after those that give what they use; those that wait for each other as they stand."""
    waiting = list(sections)
    while waiting:
        missing = [_others(each, waiting) for each in waiting]
        ready = [each for each, uses in zip(waiting, missing, strict=True) if not uses] or waiting
        yield from ready
        waiting = [each for each in waiting if not any(each is other for other in ready)]


def _others(section: Section, waiting: Sequence[Section]) -> frozenset[str]:
    given = frozenset(name for other in waiting if other is not section for name in other.gives)
    return section.uses & given
