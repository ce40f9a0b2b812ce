"""Conditions that are the same in every case: a constant decides them."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from grader.diagnosis.faults import Fault, fault_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.judging.judge import Verdict

_MESSAGE = "This condition is always {0}: whatever the function is given, the same branch is taken."


def constant_conditions(judgement: Verdict) -> tuple[Fault, ...]:
    """Return the only condition of a function that is the same in every case."""
    last = judgement.definition.last
    found = list(_constant(last.node)) if isinstance(last.node, ast.FunctionDef) else []
    if len(found) != 1:
        return ()
    ((test, value),) = found
    message = _MESSAGE.format("true" if value else "false")
    return (fault_at(last, test.lineno + last.shift, kind="trace", message=message, certain=False),)


def _constant(function: ast.FunctionDef) -> Iterator[tuple[ast.expr, bool]]:
    for node in ast.walk(function):
        if isinstance(node, (ast.If, ast.IfExp)):
            value = _value(node.test)
            if value is not None:
                yield node.test, value


def _value(test: ast.expr) -> bool | None:
    """Return what a condition always is, or None: `mode == "max" or "average"` is always true."""
    match test:
        case ast.Constant(value=value):
            return bool(value)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            value = _value(operand)
            return None if value is None else not value
        case ast.BoolOp(op=operation, values=parts):
            decides = isinstance(operation, ast.Or)
            known = [_value(part) for part in parts]
            return decides if decides in known else None
    return None
