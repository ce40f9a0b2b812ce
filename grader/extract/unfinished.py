"""Finds a None placeholder of the starter that was never replaced with code."""

from __future__ import annotations

import ast
from collections import Counter
from typing import TYPE_CHECKING

from grader.extract.gaps import as_written, is_gap
from grader.extract.nodes import Function, names_in
from grader.extract.text import written
from grader.support.text import quoted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from grader.extract.program import Statement

MAX_CHARACTERS = 80

Node = ast.stmt | ast.expr
Graded = Function | ast.ClassDef


def placeholder_reason(function: Graded, shift: int = 0) -> str | None:
    """Return where a function still has a None placeholder, or None.

    Args:
        function: The definition.
        shift: The offset to add to its line numbers.
    """
    nodes = (node for statement in function.body for node in ast.walk(statement))
    return _reason([n for n in nodes if isinstance(n, (ast.stmt, ast.expr)) and _is_placeholder(n)], shift)


def untouched_reason(statements: Sequence[Statement], variables: Collection[str]) -> str | None:
    """Return where a graded cell still says None, if that is all that it sets its variables to, or None."""
    nodes = [
        (s, n) for s in statements for n in ast.walk(s.node) if isinstance(n, (ast.Assign, ast.AnnAssign))
    ]
    set_ = [(s, n) for s, n in nodes if set(variables) & names_in(n, ast.Store)]
    if not all(n.value is not None and _is_none(n.value) for _, n in set_) or not set_:
        return None
    statement, node = set_[0]
    others = f" ({len(set_)} such lines)" if len(set_) > 1 else ""
    text = quoted(statement.source.split("\n")[node.lineno - statement.node.lineno], MAX_CHARACTERS)
    return f"is not finished: line {node.lineno + statement.shift} still says `{text}`{others}."


def empty_reason(function: Function, shift: int = 0) -> str | None:
    """Return where a name is set to None that never gets a value, although the function uses it; or None.

    Args:
        function: The definition.
        shift: The offset to add to its line numbers.
    """
    nodes = [node for statement in function.body for node in ast.walk(statement)]
    empty = [node for node in nodes if isinstance(node, ast.stmt) and _name_set_to_none(node) is not None]
    stored = Counter(n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store))
    set_to_none = Counter(_name_set_to_none(node) for node in empty)
    asked = {
        name
        for node in nodes
        if isinstance(node, (ast.Compare, ast.BoolOp, ast.IfExp, ast.Global, ast.Nonlocal))
        for name in [*names_in(node, ast.Load), *getattr(node, "names", ())]
    }
    read = {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)} - asked
    never = {name for name in read if stored[name] == set_to_none[name] > 0}
    return _reason([node for node in empty if _name_set_to_none(node) in never], shift)


def reset_reason(function: Function, shift: int = 0) -> str | None:
    """Return where a name that has a value is set to None and then used, or None.

    Args:
        function: The definition.
        shift: The offset to add to its line numbers.
    """
    return _reason(list(_resets(function)), shift)


def _reason(nodes: Sequence[Node], shift: int) -> str | None:
    lines = sorted({node.lineno for node in nodes})
    if not lines:
        return None
    first = next(node for node in nodes if node.lineno == lines[0])
    others = f" ({len(lines)} such lines)" if len(lines) > 1 else ""
    text = quoted(as_written(written(first, "None")).split("\n")[0], MAX_CHARACTERS)
    return f"is not finished: line {lines[0] + shift} still says `{text}`{others}."


def _is_placeholder(node: ast.AST) -> bool:
    """Return whether a node is a None placeholder of the course's starters."""
    if is_gap(node):
        return True
    match node:
        case ast.Assign(targets=[ast.Tuple() | ast.Subscript()], value=ast.Constant(value=None)):
            return True
        case ast.AugAssign(value=ast.Constant(value=None)):
            return True
        case ast.Call(func=ast.Name(id="range") | ast.Attribute(attr="add"), args=[ast.Constant(value=None)]):
            return True
        case ast.Call(func=ast.Constant(value=None)):
            return True
        case ast.Call(keywords=keywords) if sum(_is_none(keyword.value) for keyword in keywords) > 1:
            return True  # `image_dataset_from_directory(directory=None, image_size=None)`
        case ast.Assign(targets=[ast.Attribute(attr="trainable")], value=ast.Constant(value=None)):
            return True
    return False


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _resets(function: Function) -> Iterator[ast.stmt]:
    """Yield each plain `name = None` of a name that had a value and is used next."""
    held = {argument.arg for argument in ast.walk(function.args) if isinstance(argument, ast.arg)}
    for index, statement in enumerate(function.body):
        name = _name_set_to_none(statement)
        if name is None:
            held |= names_in(statement, ast.Store)
        elif name in held and _goes_on_with(name, function.body[index + 1 :]):
            yield statement


def _name_set_to_none(statement: ast.stmt) -> str | None:
    match statement:
        case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(value=None)):
            return name
    return None


def _goes_on_with(name: str, statements: Sequence[ast.stmt]) -> bool:
    """Return whether a name is read, or set to None again, before it gets a value."""
    following = next((s for s in statements if name in names_in(s, ast.expr_context)), None)
    if following is None or not isinstance(following, (ast.Assign, ast.Return, ast.Expr)):
        return False
    asks = any(isinstance(node, (ast.Compare, ast.BoolOp, ast.IfExp)) for node in ast.walk(following))
    return _name_set_to_none(following) == name or (name in names_in(following, ast.Load) and not asks)
