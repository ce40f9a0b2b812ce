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
        line = stray.lineno + statement.shift
        found = fault_at(statement, line, kind="exception", message=message, certain=False)
        return (found, replace(fault, certain=False))
    bound = names_in(function, ast.Store) | {a.arg for a in ast.walk(function.args) if isinstance(a, ast.arg)}
    read = [each for each in sorted(bound & names_in(function, ast.Load)) if each != name]
    slip = bool(difflib.get_close_matches(name, read, n=1, cutoff=ALIKE))
    is_clear = slip and name not in bound and not any(name not in names_of(n) for n in _strays(function))
    return (replace(fault, certain=is_clear),)


def stray_store(function: ast.FunctionDef, name: str | None = None) -> ast.Assign | None:
    """Return the only assignment to a name that has a value already, or that nothing reads afterwards.

    Args:
        function: The function.
        name: The name that has no value: what is stored in it is not meant.
    """
    found = [node for node in _strays(function) if name not in names_of(node)]
    return found[0] if len(found) == 1 else None


def _strays(function: ast.FunctionDef) -> Iterator[ast.Assign]:
    """Yield the assignments whose value nothing reads, and those that replace another value."""
    known = [argument.arg for argument in ast.walk(function.args) if isinstance(argument, ast.arg)]
    known += [n.id for node in ast.walk(function) for n in _targets_of_loop(node)]
    assignments = [node for node in ast.walk(function) if isinstance(node, ast.Assign)]
    assignments.sort(key=lambda node: node.lineno)
    for node in assignments:
        others = [each for each in assignments if each is not node and _stores(each, node)]
        for target in names_of(node):
            again = target in known or any(_comes_first(each, node, function) for each in others)
            again |= any(
                _comes_first(node, each, function) and not _is_read(function, target, node, each)
                for each in others
            )
            replaces = again and target not in names_in(node.value, ast.Load)
            if replaces or not _is_read_after(function, node, target):
                yield node


def _targets_of_loop(node: ast.AST) -> Iterator[ast.Name]:
    if isinstance(node, (ast.For, ast.comprehension)):
        yield from (n for n in ast.walk(node.target) if isinstance(n, ast.Name))


def _stores(one: ast.Assign, other: ast.Assign) -> bool:
    return bool(names_in(one, ast.Store).intersection(names_of(other)))


def _comes_first(one: ast.stmt, other: ast.stmt, function: ast.FunctionDef) -> bool:
    """Return whether one statement always comes before another: it is not in another branch."""
    if one.lineno >= other.lineno:
        return False
    for node in ast.walk(function):
        for block in (getattr(node, "body", None), getattr(node, "orelse", None)):
            if isinstance(block, list) and one in block:
                return any(other in ast.walk(each) for each in block)
    return False


def _is_read(function: ast.FunctionDef, name: str, after: ast.stmt, before: ast.stmt) -> bool:
    """Return whether a variable is read between two statements."""
    loads = (n for n in ast.walk(function) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load))
    return any(n.id == name and after.lineno < n.lineno <= before.lineno for n in loads)


def _is_read_after(function: ast.FunctionDef, node: ast.Assign, name: str) -> bool:
    """Return whether a variable is read after an assignment, or earlier in a loop around it."""
    own = set(ast.walk(node))
    around = [n for n in ast.walk(function) if isinstance(n, (ast.For, ast.While)) and node in ast.walk(n)]
    first = min((loop.lineno for loop in around), default=node.lineno)
    return any(
        isinstance(n, ast.Name) and n.id == name and isinstance(n.ctx, ast.Load) and n not in own
        for n in ast.walk(function)
        if getattr(n, "lineno", 0) >= first
    )


def names_of(node: ast.Assign) -> list[str]:
    """Return the variable that an assignment sets, if it sets one and nothing else."""
    targets = node.targets
    return [targets[0].id] if len(targets) == 1 and isinstance(targets[0], ast.Name) else []
