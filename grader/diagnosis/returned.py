"""Faults of what a function returns: results that are mixed up, or returned in the first pass of a loop."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from grader.diagnosis.faults import Fault, fault_at
from grader.diagnosis.outputs import NAMES
from grader.diagnosis.wording import IDEAS
from grader.sandbox.interface import Returned
from grader.wire import Opaque

if TYPE_CHECKING:
    from grader.judging.judge import Verdict

_TWO = "The function should return two results: what is for training, and what is for validation."
_ONE_SUBSET = "With subset={0!r} only one part is made; 'both' makes the two."
_NO_LOADER = "The {0} result is of the type {1}: it should be what gives images and labels."
_NONE = "The {0} result is still None."
_TWICE = "The same result is returned twice."
_ORDER = "The results are in the wrong order: the one for training comes first."


def returned_faults(judgement: Verdict) -> tuple[Fault, ...]:
    """Return the `return` of a function that does not return what it has made."""
    node = judgement.definition.last.node
    if not isinstance(node, ast.FunctionDef):
        return ()
    return _in_a_loop(judgement, node) or _mixed_up(judgement, node) or _of_another_kind(judgement, node)


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
    loaders = list(map(_loaders, judgement.evidence))
    if len(returns) != 1 or not any(all(isinstance(part, dict) for part in pair) for pair in loaders):
        return ()
    match returns[0].value:
        case ast.Tuple(elts=[one, other]):
            first, second = _name(one), _name(other)
            if ast.dump(one) == ast.dump(other) and isinstance(one, ast.Name):
                return (_at(judgement, returns[0], _TWICE),)
            if not any(map(_is_mixed_up, loaders)):
                return ()
            if first == second:
                return (_at(judgement, returns[0], _TWICE),)
            if "train" in second and "train" not in first:
                return (_at(judgement, returns[0], _ORDER),)
    return ()


def _of_another_kind(judgement: Verdict, function: ast.FunctionDef) -> tuple[Fault, ...]:
    """Return the only `return`, if it gives one result in place of two, or something that gives no images."""
    returns = [node for node in ast.walk(function) if isinstance(node, ast.Return)]
    pairs = [(got, should) for got, should in map(_loaders, judgement.evidence) if isinstance(should, dict)]
    if len(returns) != 1 or not pairs:
        return ()
    if all(type(got) is Opaque for got, _ in pairs):
        return _of_one_result(judgement, function, returns[0])
    for got, should in pairs:
        for number, name in enumerate(should):
            part = got.get(name) if isinstance(got, dict) else None
            if type(part) is Opaque and part.type_name == "NoneType":
                return (replace(_at(judgement, returns[0], _NONE.format(NAMES[number])), kind="unfinished"),)
            if type(part) is Opaque:
                return (_at(judgement, returns[0], _NO_LOADER.format(NAMES[number], part.type_name)),)
    return ()


def _of_one_result(judgement: Verdict, function: ast.FunctionDef, returned: ast.Return) -> tuple[Fault, ...]:
    """Return what makes one result of two: the argument `subset`, or the `return`."""
    keywords = [k for k in ast.walk(function) if isinstance(k, ast.keyword) and k.arg == "subset"]
    match keywords:
        case [ast.keyword(value=ast.Constant(value=value))] if value != "both":
            line = keywords[0].value.lineno + judgement.definition.last.shift
            message = _ONE_SUBSET.format(value)
            return (fault_at(judgement.definition.last, line, kind="output", message=message),)
    return (_at(judgement, returned, _TWO),)


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
