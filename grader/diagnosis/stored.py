"""Where a wrong result is stored: the last statement that stores in what a function returns."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from grader.diagnosis.edits.examples import stored_base
from grader.diagnosis.faults import Fault, fault_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.judging.judge import Verdict

MESSAGE = "The wrong result is stored here: the mistake is in this line or in what it uses."


def stored_fault(judgement: Verdict, part: int | None, kind: str, message: str) -> Fault:
    """Return a fault of a part of the result, with the line that stores it if there is one to name."""
    last = judgement.definition.last
    node = _storing(last.node, part) if isinstance(last.node, ast.FunctionDef) else None
    if node is None:
        return Fault(kind=kind, message=message, cell=last.cell)
    line, end = node.lineno + last.shift, (node.end_lineno or node.lineno) + last.shift
    return fault_at(last, line, end_line=end, kind=kind, message=message, certain=False)


def _storing(function: ast.FunctionDef, part: int | None) -> ast.stmt | None:
    """Return the last statement that stores in a returned variable, or the `return` that computes it."""
    returns = [node for node in ast.walk(function) if isinstance(node, ast.Return)]
    if len(returns) != 1 or returns[0].value is None:
        return None
    value: ast.expr = returns[0].value
    if part is not None:
        if not isinstance(value, ast.Tuple) or part >= len(value.elts):
            return None
        value = value.elts[part]
    names = {node.id for node in ast.walk(value) if isinstance(node, ast.Name)}
    found = [node for node in _statements(function) if stored_base(node) in names]
    return max(found, key=lambda node: node.lineno, default=returns[0])


def _statements(function: ast.FunctionDef) -> Iterator[ast.stmt]:
    return (node for node in ast.walk(function) if isinstance(node, ast.Assign | ast.AugAssign))
