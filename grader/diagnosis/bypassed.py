"""Layers that a function makes and its model has not: the `return` that gives something else."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from grader.diagnosis.faults import Fault, fault_at
from grader.extract.nodes import names_in

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from grader.extract import Definition, Statement
    from grader.judging.judge import Verdict

_MODELS = ("Model", "Sequential")
_GIVES_BACK = "`{0}` gives back {1}, which nothing in it has changed: what it makes is not used."
_LOST = "{0} gets a new value here, and nothing has used the one before: this line should go on from there."
_OTHER = "This returns {0}; {1}, the model that line {2} makes, is never used."


def other_model_faults(judgement: Verdict) -> tuple[Fault, ...]:
    """Return the only `return` of a function that makes a model last, does not use it, and gives another."""
    last = judgement.definition.last
    if not isinstance(last.node, ast.FunctionDef):
        return ()
    returns = [n for n in ast.walk(last.node) if isinstance(n, ast.Return)]
    made = [n for n in last.node.body if _makes_a_model(n)]
    match returns, made[-1:]:
        case [ast.Return(value=ast.Name(id=name))], [ast.Assign(targets=[ast.Name(id=model)])]:
            if name != model and model not in names_in(last.node, ast.Load):
                line = made[-1].lineno + last.shift
                message = _OTHER.format(name, model, line)
                return (fault_at(last, returns[0].lineno + last.shift, kind="output", message=message),)
    return ()


def overwritten_fault(definition: Definition) -> Fault | None:
    """Return the only statement that gives a variable a new value, of which nothing has read the last one."""
    last = definition.last
    body = last.node.body if isinstance(last.node, ast.FunctionDef) else []
    found = [(node, name) for node in body if (name := _stored(node)) and _is_lost(body, node, name)]
    if len(found) != 1:
        return None
    ((node, name),) = found
    line, end = node.lineno + last.shift, (node.end_lineno or node.lineno) + last.shift
    return fault_at(last, line, end_line=end, kind="layer", message=_LOST.format(name))


def _stored(node: ast.stmt) -> str:
    """Return the variable that a statement gives a value that it does not read for that."""
    match node:
        case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call() as value):
            return "" if name in names_in(value, ast.Load) else name
    return ""


def _is_lost(body: list[ast.stmt], node: ast.stmt, name: str) -> bool:
    """Return whether the last value of a variable before a statement is one that nothing has read."""
    for before in reversed(body[: body.index(node)]):
        if name in names_in(before, ast.Store):
            return isinstance(before, ast.Assign) and isinstance(before.value, ast.Call)
        if name in names_in(before, ast.Load):
            return False
    return False


def _makes_a_model(node: ast.stmt) -> bool:
    match node:
        case ast.Assign(value=ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name))):
            return name in _MODELS
    return False


def helper_fault(definition: Definition, skipped: Collection[str]) -> Fault | None:
    """Return the `return` of the only helper that gives back what it was passed, if there is one.

    Args:
        definition: What the function is made of.
        skipped: Other graded functions, whose code is not at fault.
    """
    found = [
        (statement, helper, returned)
        for statement, helper in _helpers(definition, skipped)
        if (returned := _unchanged(helper)) is not None
    ]
    if len(found) != 1:
        return None
    ((statement, helper, returned),) = found
    message = _GIVES_BACK.format(helper.name, ast.unparse(returned).removeprefix("return "))
    return fault_at(statement, returned.lineno + statement.shift, kind="layer", message=message)


def _helpers(definition: Definition, skipped: Collection[str]) -> Iterator[tuple[Statement, ast.FunctionDef]]:
    """Yield the functions that a function is made of, but for itself."""
    for statement in definition.statements:
        if statement is not definition.last and getattr(statement.node, "name", "") in skipped:
            continue
        for part in ast.walk(statement.node):
            if isinstance(part, ast.FunctionDef) and part is not definition.last.node:
                yield statement, part


def _unchanged(helper: ast.FunctionDef) -> ast.Return | None:
    """Return the only `return` of a function, if it gives a variable that nothing in the function changes."""
    returns = [n for n in ast.walk(helper) if isinstance(n, ast.Return)]
    match returns:
        case [ast.Return(value=ast.Name(id=name)) as returned]:
            return None if name in names_in(helper, ast.Store) | _changed(helper) else returned
    return None


def _changed(function: ast.FunctionDef) -> set[str]:
    """Return the variables whose values may be changed in place: those with methods, or passed to calls."""
    changed: set[str] = set()
    for part in ast.walk(function):
        match part:
            case ast.Attribute(value=ast.Name(id=name)) | ast.Subscript(value=ast.Name(id=name)):
                changed.add(name)
            case ast.Expr(value=ast.Call() as call):
                changed |= names_in(call, ast.Load)
    return changed
