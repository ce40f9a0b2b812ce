"""Graded cells that are no function: the statements that set a few variables, taken as a body to execute."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grader.extract.nodes import BINDINGS
from grader.extract.scopes import unbound_needs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grader.extract.program import Statement

# What trains, tests or shows a model: it needs data that a box does not have, and sets nothing up.
_USES = frozenset(
    {"compile", "fit", "fit_generator", "evaluate", "predict", "summary", "plot", "imshow", "show"}
)


@dataclass(frozen=True)
class CellSpec:
    """What is graded of a cell.

    Attributes:
        variables: What it has to set.
        given: What it takes from earlier cells, and is given when it is executed; the first is what it
            works on, and where a cell makes that itself, only what comes after counts.
        needs: Earlier graded functions that make what is given.
    """

    variables: tuple[str, ...]
    given: tuple[str, ...]
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Body:
    """The statements of a graded cell, and the names that they need from elsewhere."""

    statements: tuple[Statement, ...]
    needs: frozenset[str]


def body_of(cells: Sequence[Sequence[Statement]], spec: CellSpec) -> Body | None:
    """Return the body that sets a spec's variables, or None when no cell sets any of them.

    Args:
        cells: The statements of each cell, definitions and uses alike.
        spec: What is looked for. The last cell that sets a variable counts, as in Jupyter.
    """
    chosen = {
        max(index for index, cell in enumerate(cells) if any(name in s.names.binds for s in cell))
        for name in spec.variables
        if any(name in s.names.binds for cell in cells for s in cell)
    }
    if not chosen:
        return None
    within = (s for index in sorted(chosen) for s in _after_given(cells[index], spec))
    statements = [s for s in within if not _is_use(s) or _compiles(s, spec)]
    needs = unbound_needs([s.names for s in statements], frozenset(spec.given))
    return Body(tuple(statements), frozenset(needs | set(spec.needs)))


def _after_given(cell: Sequence[Statement], spec: CellSpec) -> Sequence[Statement]:
    """Return the statements of a cell that come after the last one that makes what it works on."""
    subject = frozenset(spec.given[:1])
    makers = [
        n for n, statement in enumerate(cell) if subject & statement.names.binds - statement.names.needs
    ]
    return cell[makers[-1] + 1 :] if makers else cell


def _compiles(statement: Statement, spec: CellSpec) -> bool:
    """Tell whether a statement compiles a model that the cell has to set: that is how it is set up."""
    match statement.node:
        case ast.Expr(value=ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="compile"))):
            return name in spec.variables
    return False


def _is_use(statement: Statement) -> bool:
    node = statement.node
    if isinstance(node, BINDINGS):
        return True  # it comes along where it is needed, as for functions
    value = getattr(node, "value", None) if isinstance(node, (ast.Expr, ast.Assign)) else None
    if isinstance(value, ast.Call):
        function = value.func
        name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
        return name in _USES or (isinstance(node, ast.Expr) and name == "print")
    return isinstance(node, ast.Assert)


def missing_reason(spec: CellSpec) -> str:
    """Say that no cell sets what one has to."""
    return f"is not there: no cell sets {' or '.join(spec.variables)}."
