"""Changes of one statement: deleted, moved into a loop, or with another kind of assignment."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from grader.authoring.mutant_expressions import Change
from grader.diagnosis.edits.source import Part, is_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.diagnosis.edits.source import Source

_SIMPLE = (ast.Assign, ast.AugAssign, ast.Expr, ast.Return)
_LOOPS = (ast.For, ast.While)


def rearrangements(node: ast.stmt, source: Source) -> Iterator[Change]:
    """Yield the changes of one statement, without those of its parts."""
    if isinstance(node, _SIMPLE) and not is_text(node):
        yield from _deleted(node, source)
        yield from _moved(node, source)
    if isinstance(node, ast.AugAssign):
        yield from _set_instead(node, source)
    if isinstance(node, ast.Assign):
        yield from _added_instead(node, source)


def _deleted(node: ast.stmt, source: Source) -> Iterator[Change]:
    """Yield the deletion; the lines around the gap are wrong."""
    siblings = _siblings(node, source)
    position = siblings.index(node)
    parent = source.parents[node]
    before = siblings[position - 1].end_lineno if position else getattr(parent, "lineno", node.lineno)
    after = siblings[position + 1].lineno if position + 1 < len(siblings) else node.end_lineno or node.lineno
    start, end = source.span(node)
    text = "" if len(siblings) > 1 else "pass"
    yield Change("deleted", before or node.lineno, after, Part(start, end, text), _first_read(node, source))


def _first_read(node: ast.stmt, source: Source) -> int | None:
    """Return the line that first reads a name that only one statement binds."""
    names = [n for n in ast.walk(source.tree) if isinstance(n, ast.Name)]
    stored = [n.id for n in names if isinstance(n.ctx, ast.Store)]
    bound = {n.id for n in ast.walk(node) if isinstance(n, ast.Name) and stored.count(n.id) == 1}
    lines = [n.lineno for n in names if isinstance(n.ctx, ast.Load) and n.id in bound]
    return min((line for line in lines if line > (node.end_lineno or node.lineno)), default=None)


def _moved(node: ast.stmt, source: Source) -> Iterator[Change]:
    """Yield the move of a statement after a loop into it."""
    siblings = _siblings(node, source)
    position = siblings.index(node)
    previous = siblings[position - 1] if position else None
    if isinstance(previous, _LOOPS) and node.lineno == node.end_lineno:
        start, _ = source.span(node)
        column = previous.body[0].col_offset
        text = " " * max(0, column - node.col_offset)
        yield Change("moved", node.lineno, node.lineno, Part(start, start, text))


def _set_instead(node: ast.AugAssign, source: Source) -> Iterator[Change]:
    start, end = source.span(node)
    text = f"{source.of(node.target)} = {source.of(node.value)}"
    yield Change("assignment", node.lineno, node.end_lineno or node.lineno, Part(start, end, text))


def _added_instead(node: ast.Assign, source: Source) -> Iterator[Change]:
    """Yield `+=` for an element that is set in a loop."""
    target = node.targets[0]
    if len(node.targets) == 1 and isinstance(target, ast.Subscript) and source.depth(node):
        start, end = source.span(node)
        text = f"{source.of(target)} += {source.of(node.value)}"
        yield Change("assignment", node.lineno, node.end_lineno or node.lineno, Part(start, end, text))


def _siblings(node: ast.stmt, source: Source) -> list[ast.stmt]:
    parent = source.parents[node]
    for field in ("body", "orelse", "finalbody"):
        block = getattr(parent, field, None)
        if isinstance(block, list) and node in block:
            return block
    return [node]
