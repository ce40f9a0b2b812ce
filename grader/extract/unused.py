"""Finding what a function computes and nothing takes: a layer that leads nowhere, a result not kept."""

from __future__ import annotations

import ast
import builtins
from typing import TYPE_CHECKING

from grader.extract.text import written
from grader.support.text import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grader.extract.nodes import Function

MAX_CHARACTERS = 80


def unused_result(function: Function, shift: int = 0) -> str | None:
    """Return a sentence about the first call whose result nothing takes; None if there is none.

    Only calls in the function's own block count: what a loop or a branch makes may be taken in another round.

    Args:
        function: The definition.
        shift: What the numbers of its lines lack to be those that a reader counts.
    """
    statement = _first_unused(function.body)
    if statement is None:
        return None
    text = clean(written(statement), MAX_CHARACTERS)
    return f"Nothing takes what line {statement.lineno + shift} computes: `{text}`."


def _first_unused(body: Sequence[ast.stmt]) -> ast.stmt | None:
    """Go through a block once, from its end, with the names that are read before they are set anew."""
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
    """Tell whether a call is made for its result: of a layer, or of a function that is none of Python's."""
    return isinstance(function, ast.Call) or (
        isinstance(function, ast.Name) and not hasattr(builtins, function.id)
    )
