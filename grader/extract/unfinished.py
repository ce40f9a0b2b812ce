"""Finding the None that a starter puts where code should be, and that is still there."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from grader.extract.gaps import as_written, is_gap
from grader.extract.nodes import Function, names_in
from grader.extract.text import written
from grader.support.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MAX_CHARACTERS = 80

Node = ast.stmt | ast.expr
Graded = Function | ast.ClassDef


def placeholder_reason(function: Graded, shift: int = 0) -> str | None:
    """Say where a None stands that no finished function has, or return None.

    Args:
        function: The definition.
        shift: What to add to the numbers of its lines.
    """
    nodes = (node for statement in function.body for node in ast.walk(statement))
    return _reason([n for n in nodes if isinstance(n, (ast.stmt, ast.expr)) and _is_placeholder(n)], shift)


def reset_reason(function: Function, shift: int = 0) -> str | None:
    """Say where a name that holds something is set to None and then used, or return None.

    Args:
        function: The definition.
        shift: What to add to the numbers of its lines.
    """
    return _reason(list(_resets(function)), shift)


def _reason(nodes: Sequence[Node], shift: int) -> str | None:
    lines = sorted({node.lineno for node in nodes})
    if not lines:
        return None
    first = next(node for node in nodes if node.lineno == lines[0])
    others = f" ({len(lines)} such lines)" if len(lines) > 1 else ""
    text = clean(as_written(written(first, "None")).split("\n")[0], MAX_CHARACTERS)
    return f"is not finished: line {lines[0] + shift} still says `{text}`{others}."


def _is_placeholder(node: ast.AST) -> bool:
    """Tell whether a node is a None that the course's starters put where code should be."""
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
    """Yield the plain `name = None` of names that held something, where the next thing is to use them."""
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
    """Tell whether a name is read, or set to None once more, before it gets a value."""
    following = next((s for s in statements if name in names_in(s, ast.expr_context)), None)
    if following is None or not isinstance(following, (ast.Assign, ast.Return, ast.Expr)):
        return False
    asks = any(isinstance(node, (ast.Compare, ast.BoolOp, ast.IfExp)) for node in ast.walk(following))
    return _name_set_to_none(following) == name or (name in names_in(following, ast.Load) and not asks)
