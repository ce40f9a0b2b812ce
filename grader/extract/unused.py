"""Finding what a function computes and nothing takes: a layer that leads nowhere, a result not kept."""

from __future__ import annotations

import ast
import builtins
from typing import TYPE_CHECKING

from grader.extract.text import written
from grader.words import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from grader.extract.variables import Function

MAX_CHARACTERS = 80


def unused_result(function: Function, shift: int = 0) -> str | None:
    """Return a sentence about the first call whose result nothing takes; None if there is none.

    Only calls in the function's own block count: what a loop or a branch makes may be taken in another round.

    Args:
        function: The definition.
        shift: What the numbers of its lines lack to be those that a reader counts.
    """
    statement = next(_unused(function.body), None)
    if statement is None:
        return None
    text = clean(written(statement), MAX_CHARACTERS)
    return f"Nothing takes what line {statement.lineno + shift} computes: `{text}`."


def _unused(body: Sequence[ast.stmt]) -> Iterator[ast.stmt]:
    for position, statement in enumerate(body):
        match statement:
            case ast.Expr(value=ast.Call(func=function)) if _makes(function):
                yield statement
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call()) if not _is_taken(
                name, body[position + 1 :]
            ):
                yield statement


def _makes(function: ast.expr) -> bool:
    """Tell whether a call is made for its result: of a layer, or of a function that is none of Python's."""
    return isinstance(function, ast.Call) or (
        isinstance(function, ast.Name) and not hasattr(builtins, function.id)
    )


def _is_taken(name: str, later: Sequence[ast.stmt]) -> bool:
    """Tell whether later statements read a variable before one of them sets it anew."""
    for statement in later:
        uses = [part for part in ast.walk(statement) if isinstance(part, ast.Name) and part.id == name]
        if any(isinstance(part.ctx, ast.Load) for part in uses):
            return True
        if uses and isinstance(statement, ast.Assign):
            return False
    return False
