"""What executing a statement may bind or change, however deeply it is nested."""

from __future__ import annotations

import ast
import builtins
from typing import TYPE_CHECKING

from grader.box.magics import DELETING, INERT, QUERIES
from grader.extract.nodes import DEFINITIONS
from grader.extract.scopes import executed_parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.extract.program import Statement

_CHANGES_NOTHING = frozenset(dir(builtins)) - {"setattr", "delattr", "vars", "exec", "eval", "next"}
# What binds names that no syntax tree shows.
_BINDS_ANYTHING = frozenset(
    {
        "exec", "eval", "globals", "locals", "vars", "setattr", "delattr", "patch", "__import__",
        "import_module",
    }
)  # fmt: skip
_NAMESPACES = frozenset(
    {
        "run_cell",
        "run_code",
        "ex",
        "push",
        "safe_execfile",
        "magic",
        "modules",
        "user_ns",
        "__dict__",
        "__globals__",
        "builtins",
        "__builtins__",
    }
)


def executed_nodes(statement: ast.stmt) -> Iterator[ast.AST]:
    """Yield the nodes that are evaluated when a statement is executed: no function's body."""
    pending: list[ast.AST] = [statement]
    while pending:
        part = pending.pop()
        yield part
        if isinstance(part, DEFINITIONS):
            pending.extend(executed_parts(part))
        elif not isinstance(part, ast.Lambda):
            pending.extend(ast.iter_child_nodes(part))


def touched_by(statement: Statement) -> frozenset[str]:
    """Return the names whose objects a statement may change: stored into, passed on, or asked to do it."""
    return frozenset(touched_in(statement.node)) | statement.names.changes


def touched_in(node: ast.stmt) -> Iterator[str]:
    """Yield the names whose objects a statement may change, in any scope."""
    for part in executed_nodes(node):
        yield from _touched(part)


def stored_in(node: ast.stmt) -> set[str]:
    """Return the names into whose objects a statement stores: `layer.trainable = False` in any loop.

    What a method returns is taken for a part of its object: `model.get_layer(index=0).trainable = False`.
    """
    found = (part for part in executed_nodes(node) if isinstance(part, ast.Attribute | ast.Subscript))
    return {name for part in found if not isinstance(part.ctx, ast.Load) for name in _root_name(_owner(part))}


def _owner(node: ast.expr) -> ast.expr:
    """Return what a value is a part of, whether by an attribute, an index or a method."""
    while True:
        match node:
            case ast.Attribute(value=value) | ast.Subscript(value=value):
                node = value
            case ast.Call(func=ast.Attribute(value=value)):
                node = value
            case _:
                return node


def _touched(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Attribute(ctx=ast.Store() | ast.Del()) | ast.Subscript(ctx=ast.Store() | ast.Del()):
            yield from _root_name(node)
        case ast.Call(func=ast.Attribute() as function, args=arguments):
            yield from _root_name(function)
            yield from (a.id for a in arguments if isinstance(a, ast.Name))
        case ast.Call(func=ast.Name(id=name), args=arguments) if name not in _CHANGES_NOTHING:
            yield from (a.id for a in arguments if isinstance(a, ast.Name))
            yield from (k.value.id for k in node.keywords if isinstance(k.value, ast.Name))


def _root_name(node: ast.expr) -> Iterator[str]:
    while isinstance(node, (ast.Attribute, ast.Subscript)):
        node = node.value
    if isinstance(node, ast.Name):
        yield node.id


def binds_anything(statement: Statement) -> bool:
    """Return whether executing a statement may bind names that its syntax tree does not show."""
    node = statement.node
    if isinstance(node, ast.ImportFrom) and node.module == "__future__":
        return True
    return any(_binds_anything(part) for part in executed_nodes(node))


def binds_anything_when_called(definition: Statement) -> bool:
    """Return whether calling a function may bind names of the notebook that no syntax tree shows."""
    return any(_binds_anything(part) for part in ast.walk(definition.node))


def _binds_anything(node: ast.AST) -> bool:
    match node:
        case ast.ImportFrom(names=[ast.alias(name="*")]):
            return True
        case ast.Name(id=name):
            return name in _BINDS_ANYTHING or name in {"__builtins__", "builtins"}
        case ast.Attribute(attr=name):
            return name in _NAMESPACES or name in _BINDS_ANYTHING
        case ast.Call(
            func=ast.Attribute(attr="run_line_magic" | "run_cell_magic"), args=[ast.Constant(value=magic), *_]
        ):
            return magic not in INERT | QUERIES | DELETING
    return False


def deletes_anything(statement: Statement) -> bool:
    """Return whether executing a statement may delete any name of the notebook."""
    calls = (part for part in executed_nodes(statement.node) if isinstance(part, ast.Call))
    return any(
        isinstance(call.func, ast.Attribute)
        and call.func.attr == "run_line_magic"
        and isinstance(call.args[0], ast.Constant)
        and call.args[0].value in DELETING
        for call in calls
        if call.args
    )
