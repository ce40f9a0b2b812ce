"""Faults of what a function returns: results that are mixed up, or returned in the first pass of a loop."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from grader.diagnosis.faults import Fault, fault_at
from grader.diagnosis.wording import IDEAS
from grader.sandbox.interface import Returned

if TYPE_CHECKING:
    from grader.judging.judge import Verdict

_TWICE = "The same result is returned twice."
_ORDER = "The results are in the wrong order: the one for training comes first."


def returned_faults(judgement: Verdict) -> tuple[Fault, ...]:
    """Return the `return` of a function that does not return what it has made."""
    node = judgement.definition.last.node
    if not isinstance(node, ast.FunctionDef):
        return ()
    return _in_a_loop(judgement, node) or _mixed_up(judgement, node)


def _in_a_loop(judgement: Verdict, function: ast.FunctionDef) -> tuple[Fault, ...]:
    """Return the only `return`, if a loop always ends with it in its first pass."""
    returns = [node for node in ast.walk(function) if isinstance(node, ast.Return)]
    for loop in ast.walk(function):
        if isinstance(loop, (ast.For, ast.While)) and returns == loop.body[-1:] and len(loop.body) > 1:
            return (_at(judgement, returns[0], IDEAS["return_inside"]),)
    return ()


def _mixed_up(judgement: Verdict, function: ast.FunctionDef) -> tuple[Fault, ...]:
    """Return the only `return`, if the names in it say that its results are mixed up."""
    returns = [node for node in ast.walk(function) if isinstance(node, ast.Return)]
    if len(returns) != 1 or not any(map(_is_mixed_up, map(_loaders, judgement.evidence))):
        return ()
    match returns[0].value:
        case ast.Tuple(elts=[one, other]):
            first, second = _name(one), _name(other)
            if first == second:
                return (_at(judgement, returns[0], _TWICE),)
            if "train" in second and "train" not in first:
                return (_at(judgement, returns[0], _ORDER),)
    return ()


def _name(node: ast.expr) -> str:
    """Return the name that a value is made from."""
    names = (part.id.lower() for part in ast.walk(node) if isinstance(part, ast.Name))
    return next(names, ast.dump(node))


def _loaders(item: Any) -> tuple[Any, Any]:
    """Return the parts that a function gave, and those that it should give; None if they are none."""
    values = [o.value if isinstance(o, Returned) else None for o in (item.outcome, item.reference)]
    actual, expected = (value.get("loaders") if isinstance(value, dict) else None for value in values)
    return actual, expected


def _is_mixed_up(pair: tuple[Any, Any]) -> bool:
    """Return whether one of the results takes the files of another one."""
    actual, expected = pair
    if not isinstance(actual, dict) or not isinstance(expected, dict):
        return False
    files = {name: part.get("files") for name, part in expected.items() if isinstance(part, dict)}
    found = {name: part.get("files") for name, part in actual.items() if isinstance(part, dict)}
    return any(
        found.get(name) == other and other != own for name, own in files.items() for other in files.values()
    )


def _at(judgement: Verdict, node: ast.stmt, message: str) -> Fault:
    last = judgement.definition.last
    line, end = node.lineno + last.shift, (node.end_lineno or node.lineno) + last.shift
    return fault_at(last, line, end_line=end, kind="output", message=message)
