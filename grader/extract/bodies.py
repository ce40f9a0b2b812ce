"""Graded cells that are not functions: statements that set a few variables, executed as a body."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grader.extract import compiling
from grader.extract.nodes import BINDINGS
from grader.extract.scopes import unbound_needs
from grader.extract.stores import Stores
from grader.extract.unfinished import untouched_reason

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from grader.extract.program import Statement

# Calls that train, test or show a model: they need data that a box does not have, and set nothing up.
_USES = frozenset(
    {"compile", "fit", "fit_generator", "evaluate", "predict", "summary", "plot", "imshow", "show"}
)


@dataclass(frozen=True)
class CellSpec:
    """What is graded in a cell.

    Attributes:
        variables: The variables that it must set.
        given: The variables from earlier cells passed in when it is executed; the first is the one it
            works on, and if the cell creates that itself, only the statements after it count.
        needs: The earlier graded functions that create those variables.
        then: The line that a course gives to run after the cell; it runs where the notebook has no such call.
    """

    variables: tuple[str, ...]
    given: tuple[str, ...]
    needs: tuple[str, ...] = ()
    then: str = ""


@dataclass(frozen=True)
class Body:
    """What a graded cell executes.

    Attributes:
        statements: Its statements.
        needs: The names that they need from elsewhere.
        closing: A statement below the cell that belongs to it.
        untouched: Why it looks as if the student has not touched it, if it does.
    """

    statements: tuple[Statement, ...]
    needs: frozenset[str]
    closing: tuple[Statement, ...] = ()
    untouched: str | None = None


def body_of(cells: Sequence[Sequence[Statement]], spec: CellSpec) -> Body | None:
    """Return the body that sets a spec's variables, or None if no cell sets any of them.

    Args:
        cells: The statements of each cell, definitions and uses alike.
        spec: What to look for. The last cell that sets a variable counts, as in Jupyter, and what other cells
            change in the object that it works on.
    """
    chosen = {
        max(index for index, cell in enumerate(cells) if any(name in s.names.binds for s in cell))
        for name in spec.variables
        if any(name in s.names.binds for cell in cells for s in cell)
    }
    if not chosen:
        return None
    made = [n for n, cell in enumerate(cells[: max(chosen) + 1]) if _makes_subject(cell, spec)]
    counting = {*range(max(made, default=0), len(cells)), *chosen}
    working = [s for index in sorted(counting) for s in _after_given(cells[index], spec)]
    own = {s for index in chosen for s in _after_given(cells[index], spec)}
    stores = Stores(s for cell in cells for s in cell)
    own |= set_up_elsewhere([s for s in working if not _is_use(s)], own, spec.given, stores)
    statements = [s for s in working if s in own and (not _is_use(s) or _compiles(s, spec))]
    statements = [compiling.forgiving(s) for s in statements] if spec.then else statements
    needs = unbound_needs([s.names for s in statements], frozenset(spec.given))
    return Body(
        tuple(statements),
        frozenset(needs | set(spec.needs)),
        compiling.closing(cells, max(chosen), spec.given, spec.then),
        untouched_reason(statements, spec.variables),
    )


def set_up_elsewhere(
    statements: Sequence[Statement], own: Collection[Statement], given: Sequence[str], stores: Stores
) -> set[Statement]:
    """Return the statements of other cells that change the object a graded cell works on: its other half.

    Args:
        statements: Those that come after the object was made, in order.
        own: Those of the graded cell.
        given: The variables that a case passes; the first is the object.
        stores: Tells what statements store into.
    """
    parts = set(given[:1])
    found: set[Statement] = set()
    for number, statement in enumerate(statements):
        if statement in own or statement.names.needs & parts or not statement.names.binds & set(given):
            parts |= statement.names.binds if statement.names.needs & parts else set()
            if statement not in own and stores.into(statement) & parts and not stores.trains(statement):
                found |= {statement, *_sources(statement, statements[:number], given)}
    return found


def _sources(
    statement: Statement, before: Sequence[Statement], given: Collection[str]
) -> Iterator[Statement]:
    """Yield the statements that compute what a statement reads, back to the variables that are given."""
    wanted = set(statement.names.needs)
    for earlier in reversed(before):
        if earlier.names.binds & wanted and not earlier.names.binds & set(given):
            wanted |= earlier.names.needs
            yield earlier


def _makes_subject(cell: Sequence[Statement], spec: CellSpec) -> bool:
    subject = frozenset(spec.given[:1])
    return any(subject & s.names.binds - s.names.needs for s in cell)


def _after_given(cell: Sequence[Statement], spec: CellSpec) -> Sequence[Statement]:
    """Return the statements of a cell that come after the last one that creates the variable it works on."""
    subject = frozenset(spec.given[:1])
    makers = [
        n for n, statement in enumerate(cell) if subject & statement.names.binds - statement.names.needs
    ]
    return cell[makers[-1] + 1 :] if makers else cell


def _compiles(statement: Statement, spec: CellSpec) -> bool:
    """Tell whether a statement compiles a model, and what is looked at is how: that is how it is set up."""
    name = compiling.compiled_in(statement)
    return name is not None and (name in spec.variables or bool(spec.then))


def _is_use(statement: Statement) -> bool:
    node = statement.node
    if isinstance(node, BINDINGS):
        return True  # included where it is needed, as for functions
    value = getattr(node, "value", None) if isinstance(node, (ast.Expr, ast.Assign)) else None
    if isinstance(value, ast.Call):
        function = value.func
        name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
        return name in _USES or (isinstance(node, ast.Expr) and name == "print")
    return isinstance(node, ast.Assert)


def missing_reason(spec: CellSpec) -> str:
    """Return the reason when no cell sets the required variables."""
    return f"is missing: no cell sets {' or '.join(spec.variables)}."
