"""Finds results that a function computes and never uses, such as a layer that is not connected."""

from __future__ import annotations

import ast
import builtins
from typing import TYPE_CHECKING

from grader.extract.text import written
from grader.support.text import quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grader.extract.nodes import Function

MAX_CHARACTERS = 80


def unused_result(function: Function, shift: int = 0) -> str | None:
    """Return a sentence about the first call whose result is never used, or None.

    Only calls in the function's own block count: a loop's result may be used in the next iteration.

    Args:
        function: The definition.
        shift: The offset to add to its line numbers to get those that a reader sees.
    """
    statement = unused_call(function)
    if statement is None:
        return None
    text = quoted(written(statement), MAX_CHARACTERS)
    return f"The result of line {statement.lineno + shift} is never used: `{text}`."


def unused_call(function: Function) -> ast.stmt | None:
    """Return the first statement of a function's block that makes a call for a result that is never used."""
    return _first_unused(function.body)


def _first_unused(body: Sequence[ast.stmt]) -> ast.stmt | None:
    """Walk a block once from its end, tracking the names that are read before they are reassigned."""
    first: ast.stmt | None = None
    taken: set[str] = set()
    for statement in reversed(body):
        match statement:
            case ast.Expr(value=ast.Call(func=function)) if _makes(function):
                first = statement
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call()) if name not in taken:
                first = statement
        names = [part for part in ast.walk(statement) if isinstance(part, ast.Name)]
        if isinstance(statement, ast.Assign):
            taken -= {name.id for name in names if isinstance(name.ctx, ast.Store)}
        taken |= {name.id for name in names if isinstance(name.ctx, ast.Load)}
    return first


def _makes(function: ast.expr) -> bool:
    """Return whether a call is made for its result: of a layer, or of a function that is not a builtin."""
    return isinstance(function, ast.Call) or (
        isinstance(function, ast.Name) and not hasattr(builtins, function.id)
    )
