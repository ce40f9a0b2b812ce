"""The types of exceptions that a student's report names where it may say nothing else."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING

from grader.diagnosis.layers import graded_names
from grader.extract.program import statement_at

if TYPE_CHECKING:
    from grader.extract import Statement
    from grader.judging.judge import Verdict
    from grader.sandbox.interface import Caller, Raised

_COMMON = frozenset(
    {
        *("AssertionError", "AttributeError", "ImportError", "IndexError", "KeyError", "MemoryError"),
        *("NameError", "OSError", "RecursionError", "TypeError", "UnboundLocalError", "ValueError"),
        "ZeroDivisionError",
    }
)


def common_type(raised: Raised) -> str:
    """Return an exception's type, or the nearest common class that it inherits from."""
    return next((name for name in raised.types if name in _COMMON), "Exception")


def later_call(raised: Raised, statement: Statement, verdict: Verdict) -> Caller | None:
    """Return the call of a helper in which an exception was raised, if an earlier call of it went well."""
    own = raised.line - statement.shift
    helpers = [
        n
        for n in ast.walk(statement.node)
        if isinstance(n, ast.FunctionDef) and n is not verdict.definition.last.node
    ]
    around = [n for n in helpers if n.lineno < own <= (n.end_lineno or 0)]
    last = verdict.definition.last
    calls = [call for call in raised.callers if statement_at(call, (last,)) is not None]
    if not around or not calls:
        return None
    name = max(around, key=lambda node: node.lineno).name
    sites = [
        node.lineno + last.shift
        for node in ast.walk(last.node)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name
    ]
    return calls[-1] if sites and min(sites) < calls[-1].line else None


def at_call(raised: Raised, verdict: Verdict) -> Raised:
    """Return an exception of another graded function at the line that calls it: what it is given is wrong."""
    definition = verdict.definition
    statement = statement_at(raised, definition.whole)
    name = getattr(statement.node, "name", "") if statement is not None else ""
    if statement is definition.last or name not in graded_names(verdict):
        return raised
    calls = [call for call in raised.callers if statement_at(call, (definition.last,)) is not None]
    return replace(raised, origin=calls[-1].origin, line=calls[-1].line) if calls else raised
