"""What a statement of a test needs and changes, where it is a loop or another block."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from grader.extract.nodes import DEFINITIONS
from grader.extract.touches import stored_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.extract import Statement


def needs_of(statement: Statement) -> set[str]:
    """Return the names that a statement needs from above; a block may set some itself, and then read them."""
    node, names = statement.node, statement.names
    if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
        return {*names.needs, node.target.id}
    both = names.needs & names.binds
    if not both or isinstance(node, (*DEFINITIONS, ast.Assign, ast.AnnAssign, ast.Expr)):
        return set(names.needs)
    return {name for name in names.needs if name not in both or not _sets_first(node, name)}


def _sets_first(node: ast.stmt, name: str) -> bool:
    """Return whether a block sets a name before it reads it, in the order of its lines."""
    uses = [part for part in ast.walk(node) if isinstance(part, ast.Name) and part.id == name]
    read = [part.lineno for part in uses if isinstance(part.ctx, ast.Load)]
    stored = [part.lineno for part in uses if isinstance(part.ctx, ast.Store)]
    added = {part.target.lineno for part in ast.walk(node) if isinstance(part, ast.AugAssign)}
    return bool(stored) and min(stored) <= min(read, default=min(stored)) and min(stored) not in added


def changed_by(statement: Statement) -> set[str]:
    """Return the names whose objects a statement changes, also in a loop."""
    if isinstance(statement.node, DEFINITIONS):
        return set()
    return {*statement.names.changes, *stored_in(statement.node), *_filled_in(statement.node)}


def _filled_in(node: ast.stmt) -> Iterator[str]:
    """Yield the names of what is stored into anywhere in a block: `a[i, j] = 1`."""
    for part in ast.walk(node):
        root: ast.expr | None = part if isinstance(part, (ast.Subscript, ast.Attribute)) else None
        if root is None or not isinstance(part.ctx, ast.Store):  # type: ignore[attr-defined]  # a name or an attribute has a context
            continue
        while isinstance(root, (ast.Subscript, ast.Attribute)):
            root = root.value
        if isinstance(root, ast.Name):
            yield root.id
