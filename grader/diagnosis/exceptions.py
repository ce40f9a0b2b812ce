"""The types of exceptions that a student's report names where it may say nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from grader.diagnosis.layers import graded_names
from grader.extract.program import statement_at

if TYPE_CHECKING:
    from grader.judging.judge import Verdict
    from grader.sandbox.interface import Raised

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


def at_call(raised: Raised, verdict: Verdict) -> Raised:
    """Return an exception of another graded function at the line that calls it: what it is given is wrong."""
    definition = verdict.definition
    statement = statement_at(raised, definition.whole)
    name = getattr(statement.node, "name", "") if statement is not None else ""
    if statement is definition.last or name not in graded_names(verdict):
        return raised
    calls = [call for call in raised.callers if statement_at(call, (definition.last,)) is not None]
    return replace(raised, origin=calls[-1].origin, line=calls[-1].line) if calls else raised
