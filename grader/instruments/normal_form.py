"""A function without what a copyist changes: names of locals, comments, layout, docstrings, annotations."""

from __future__ import annotations

import ast
from collections import Counter
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from grader.diagnosis.edits.source import is_text
from grader.extract.text import written

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

_BLOCKS = ("body", "orelse", "finalbody", "handlers")


def statements_of(nodes: Iterable[ast.stmt]) -> list[ast.stmt]:
    """Return the statements of some definitions, in order: each by itself, without what is inside of it."""
    return [_head(node) for node in _all(nodes)]


def texts_of(statements: Iterable[ast.stmt]) -> list[str]:
    """Return each statement as Python writes it, to compare it with the starter's."""
    return [written(node) for node in statements]


def own_statements(statements: list[ast.stmt], given: Collection[str]) -> list[ast.stmt]:
    """Return the statements that are not given; each given one counts as often as it occurs there."""
    left = Counter(given)
    own = []
    for node, text in zip(statements, texts_of(statements), strict=True):
        if left[text] > 0:
            left[text] -= 1
        else:
            own.append(node)
    return own


def normal_form(statements: Iterable[ast.stmt], local: Collection[str]) -> str:
    """Return statements with their local names numbered in the order in which they occur."""
    numbering = _Numbering(local)
    return "\n".join(_numbered(node, numbering) for node in statements)


def _numbered(node: ast.stmt, numbering: _Numbering) -> str:
    """Return a statement with numbers for names; of one that is too deep, its size."""
    try:
        return written(numbering.visit(deepcopy(node)))
    except RecursionError:
        return f"… {size_of([node])}"


def size_of(statements: Iterable[ast.stmt]) -> int:
    """Return how many nodes of the syntax tree statements have: how much there is to share."""
    return sum(sum(1 for _ in ast.walk(node)) for node in statements)


def local_names(nodes: Iterable[ast.stmt]) -> frozenset[str]:
    """Return the names that definitions bind: parameters, and what is assigned."""
    every = [part for node in nodes for part in ast.walk(node)]
    stored = {n.id for n in every if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    return frozenset(stored | {n.arg for n in every if isinstance(n, ast.arg)})


class _Numbering(ast.NodeTransformer):
    """Replaces local names by numbers."""

    def __init__(self, local: Collection[str]) -> None:
        self._local = local
        self._numbers: dict[str, str] = {}

    def _number(self, name: str) -> str:
        if name not in self._local:
            return name
        return self._numbers.setdefault(name, f"v{len(self._numbers)}")

    def visit_Name(self, node: ast.Name) -> ast.AST:
        """Number a name."""
        return ast.copy_location(ast.Name(self._number(node.id), node.ctx), node)

    def visit_arg(self, node: ast.arg) -> ast.AST:
        """Number a parameter, and drop its annotation."""
        return ast.copy_location(ast.arg(self._number(node.arg)), node)


def _all(nodes: Iterable[ast.stmt]) -> Iterator[ast.stmt]:
    """Yield statements in order, also what is inside of them, however deep."""
    waiting: list[ast.AST] = [*nodes]
    waiting.reverse()
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.stmt) and not is_text(node):
            yield node
        if isinstance(node, ast.stmt | ast.ExceptHandler):
            waiting += [part for block in _BLOCKS for part in getattr(node, block, ())][::-1]


def _head(node: ast.stmt) -> ast.stmt:
    """Return a statement without the statements in it, without annotations and decorators."""
    if isinstance(node, ast.AnnAssign) and node.value is not None:
        return ast.copy_location(ast.Assign([node.target], node.value), node)
    if not hasattr(node, "body"):
        return node
    fields: dict[str, Any] = {name: getattr(node, name, None) for name in node._fields}
    fields |= {name: [] for name in _BLOCKS if name in fields} | {"body": [ast.Pass()]}
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        fields["decorator_list"] = []
    if "returns" in fields:
        fields["returns"] = None
    return ast.copy_location(type(node)(**fields), node)
