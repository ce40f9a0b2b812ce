"""Names that have no value: where one may be meant to get it."""

from __future__ import annotations

import ast
import difflib
from dataclasses import replace
from typing import TYPE_CHECKING

from grader.diagnosis.faults import Fault, fault_at
from grader.diagnosis.wording import idea_of
from grader.extract.nodes import names_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.extract import Statement

ALIKE = 0.7  # similarity of a name and another one that it may be a slip for


def with_doubts(fault: Fault, name: str, statement: Statement) -> tuple[Fault, ...]:
    """Return where a name without a value is read; before it, where a value may be stored under another name.

    It is certain if the name is a slip for one that has a value and is read elsewhere.

    Args:
        fault: Where it is read.
        name: The name.
        statement: The function.
    """
    function = statement.node
    if not isinstance(function, ast.FunctionDef):
        return (fault,)
    stray = stray_store(function, name)
    if stray is not None:
        message = idea_of("target", (names_of(stray)[0],))
        line, end = stray.lineno + statement.shift, (stray.end_lineno or stray.lineno) + statement.shift
        found = fault_at(statement, line, end_line=end, kind="exception", message=message, certain=False)
        return (found, replace(fault, certain=False))
    bound = names_in(function, ast.Store) | {a.arg for a in ast.walk(function.args) if isinstance(a, ast.arg)}
    read = [each for each in sorted(bound & names_in(function, ast.Load)) if each != name]
    slip = bool(difflib.get_close_matches(name, read, n=1, cutoff=ALIKE))
    return (replace(fault, certain=slip and name not in bound),)


def stray_store(function: ast.FunctionDef, name: str | None = None) -> ast.Assign | None:
    """Return the only assignment to a name that has a value already, or that nothing reads.

    Args:
        function: The function.
        name: The name that has no value: what is stored in it is not meant.
    """
    found = [node for node in _strays(function) if name not in names_of(node)]
    return found[0] if len(found) == 1 else None


def _strays(function: ast.FunctionDef) -> Iterator[ast.Assign]:
    stored = [n.id for n in ast.walk(function) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)]
    arguments = [argument.arg for argument in ast.walk(function.args) if isinstance(argument, ast.arg)]
    read = names_in(function, ast.Load)
    assignments = [node for node in ast.walk(function) if isinstance(node, ast.Assign)]
    for node in assignments:
        for target in names_of(node):
            again = [*stored, *arguments].count(target) > 1
            if target not in read or (again and target not in names_in(node.value, ast.Load)):
                yield node


def names_of(node: ast.Assign) -> list[str]:
    """Return the variable that an assignment sets, if it sets one and nothing else."""
    targets = node.targets
    return [targets[0].id] if len(targets) == 1 and isinstance(targets[0], ast.Name) else []
