"""The calls in a graded cell, or below it, that compile its model with what the cell has set."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING

from grader.extract.scopes import names_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from grader.extract.program import Statement


def compiled_in(statement: Statement) -> str | None:
    """Return the variable whose model a statement compiles, or None."""
    match statement.node:
        case ast.Expr(value=ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="compile"))):
            return name
    return None


def forgiving(statement: Statement) -> Statement:
    """Return a call of `compile` in a form that may fail: its arguments are judged by themselves.

    The model may be another than the cell's, which does not exist where the cell is graded.
    """
    model = compiled_in(statement)
    if model is None:
        return statement
    source = f"try: {ast.unparse(statement.node)}\nexcept Exception: pass"
    names = replace(statement.names, needs=statement.names.needs - {model})
    return replace(statement, source=source, names=names)


def closing(
    cells: Sequence[Sequence[Statement]], last: int, given: Collection[str], then: str
) -> tuple[Statement, ...]:
    """Return the call of `compile` that a graded cell leaves to a line below it.

    Args:
        cells: The statements of each cell.
        last: The position of the graded cell.
        given: The variables that it works on.
        then: The line that the course gives; it counts where the notebook compiles nothing from the cell on.
    """
    if not then or any(compiled_in(statement) is not None for statement in cells[last]):
        return ()
    below = [s for cell in cells[last + 1 :] for s in cell if compiled_in(s) is not None]
    own = [statement for statement in below if compiled_in(statement) in given]
    if below:
        return tuple(map(forgiving, own[:1]))
    (node,) = ast.parse(then).body
    end = cells[last][-1]
    return (forgiving(replace(end, source=then, node=node, names=names_of(node, then))),)
