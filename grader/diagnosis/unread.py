"""Variables that a wrong function computes and never reads: what should take them is near."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from grader.diagnosis.faults import Fault, fault_at

if TYPE_CHECKING:
    from grader.diagnosis.diagnose import Wrong


def unread_faults(wrong: Wrong) -> tuple[Fault, ...]:
    """Return the last assignment to a variable that a plain function never reads, if there is one."""
    judgement = wrong.judgement
    last = judgement.definition.last
    if not isinstance(last.node, ast.FunctionDef) or judgement.substituted:
        return ()
    found = _unread(last.node)
    if found is None:
        return ()
    node, name = found
    line, end = node.lineno + last.shift, (node.end_lineno or node.lineno) + last.shift
    message = f"{name} is computed here, but never used: something that should use it is missing or wrong."
    return (fault_at(last, line, end_line=end, kind="trace", message=message, certain=False),)


def _unread(function: ast.FunctionDef) -> tuple[ast.stmt, str] | None:
    """Return the last assignment to a variable that is never read."""
    names = [node for node in ast.walk(function) if isinstance(node, ast.Name)]
    read = {name.id for name in names if not isinstance(name.ctx, ast.Store)}
    read |= {
        n for node in ast.walk(function) if isinstance(node, (ast.Global, ast.Nonlocal)) for n in node.names
    }
    found: list[tuple[ast.stmt, str]] = []
    for node in ast.walk(function):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)]) if name not in read and not name.startswith("_"):
                found.append((node, name))
    return max(found, key=lambda each: each[0].lineno, default=None)
