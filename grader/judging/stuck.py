"""Definitions that did not come to their end: what other functions share of them would not, either."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from grader.sandbox.interface import Unanswered

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from grader.extract import Definition, Statement
    from grader.packs import Case
    from grader.sandbox.interface import Execution, Outcome, Stopped

_CALLS = (ast.Call, ast.Await, ast.comprehension)
_IMPORTS = (ast.Import, ast.ImportFrom)


class Stuck:
    """The definitions that took too long, in every way that a submission's functions were run.

    Args:
        tried: Executions with the definitions that were to run in them.
    """

    def __init__(self, tried: Iterable[tuple[Execution, Definition]] = ()) -> None:
        self._tried = list(tried)

    def add(self, execution: Execution, definition: Definition) -> None:
        """Note that a definition is going to run in an execution."""
        self._tried.append((execution, definition))

    @property
    def names(self) -> set[str]:
        """The functions whose definitions took too long in any way."""
        return {d.name for e, d in self._tried if _is_timeout(e.undefined.get(d.name))}

    def stopped(self, definition: Definition, helpers: Collection[str] = ()) -> Stopped | None:
        """Return how another definition was stopped that this one would be stopped like, if there is one.

        Args:
            definition: The definition.
            helpers: Functions whose definitions are replaced.
        """
        own = {s for s in _executed(definition) if s.names.binds.isdisjoint(helpers)}
        found = (self._stopped(*each, definition, own) for each in self._tried)
        return next((stopped for stopped in found if stopped is not None), None)

    def _stopped(
        self, execution: Execution, other: Definition, definition: Definition, own: set[Statement]
    ) -> Stopped | None:
        stopped = execution.undefined.get(other.name)
        if stopped is None or not _is_timeout(stopped):
            return None
        if (other.replay is None) != (definition.replay is None):
            return None
        endless = _executed(other) - self._ended(execution)
        if not endless or not endless <= own:
            return None
        last = max(statement.position for statement in endless)
        before = {s for s in own if s.position < last and not isinstance(s.node, _IMPORTS)}
        return stopped if before <= _executed(other) else None

    def _ended(self, execution: Execution) -> set[Statement]:
        """Return the statements that came to their end in an execution."""
        ran = (d for e, d in self._tried if e is execution and d.name in e.cpu_seconds)
        ended = (definition for definition in ran if definition.name not in execution.undefined)
        return {statement for definition in ended for statement in definition.statements}


def stopped_at_once(cases: Iterable[Case], stopped: Stopped) -> dict[str, Outcome]:
    """Return the outcomes of cases of which the first was stopped."""
    ids = [case.id for case in cases]
    return {**dict.fromkeys(ids[:1], stopped), **dict.fromkeys(ids[1:], Unanswered(stopped))}


def _is_timeout(stopped: Stopped | None) -> bool:
    return stopped is not None and stopped.reason == "timeout"


def _executed(definition: Definition) -> set[Statement]:
    """Return the statements that do something, other than to define functions."""
    return {statement for statement in definition.statements if not _only_defines(statement.node)}


def _only_defines(node: ast.stmt) -> bool:
    if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return False
    return not node.decorator_list and not any(isinstance(part, _CALLS) for part in _evaluated(node))


def _evaluated(node: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[ast.AST]:
    """Yield what is evaluated when a function is defined: defaults and annotations."""
    for part in filter(None, (node.args, node.returns)):
        yield from ast.walk(part)
