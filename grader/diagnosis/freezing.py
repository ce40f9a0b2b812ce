"""Faults of functions that should freeze a model, and never do."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from grader.diagnosis.faults import Fault, fault_at
from grader.diagnosis.source import code_at

if TYPE_CHECKING:
    from grader.checks import Difference
    from grader.judging.judge import Verdict

_TRAINABLE = "trainable"
_MESSAGE = "Nothing in these lines freezes the model: its attribute trainable, or its layers', stays True."


def unfrozen_fault(difference: Difference, judgement: Verdict) -> Fault | None:
    """Return the lines from the model's making to the `return`, if nothing freezes it."""
    about, last, place = difference.about, judgement.definition.last, difference.place
    if about is None or about.part != _TRAINABLE or about.expected != 0 or place is None:
        return None
    function = last.node
    if not isinstance(function, ast.FunctionDef) or any(map(_sets, ast.walk(function))):
        return None
    code, returns = code_at(place, judgement.definition), function.body[-1]
    if code is None or code.statement is not last or not isinstance(returns, ast.Return):
        return None
    end = (returns.end_lineno or returns.lineno) + last.shift
    return fault_at(last, code.line, end_line=max(end, code.line), kind="layer", message=_MESSAGE)


def _sets(node: ast.AST) -> bool:
    """Return whether a piece of code sets the attribute, or names it in another way."""
    match node:
        case ast.Attribute(attr=name, ctx=ast.Store()) | ast.Constant(value=str() as name):
            return name == _TRAINABLE
        case ast.keyword(arg=name):
            return name == _TRAINABLE
    return False
