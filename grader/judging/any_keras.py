"""Failures that are the same on every Keras: a function that has one is not tried on another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from grader.sandbox.interface import Raised, Returned, Unanswered

if TYPE_CHECKING:
    from collections.abc import Iterable

    from grader.checks import Evidence
    from grader.extract import Definition, Statement
    from grader.sandbox.interface import Outcome

# Both Keras put what a layer raises into a message of several lines, the later one in bold.
_NOT_DEFINED = re.compile(r"^(?:\x1b\[1m)?name '(\w+)' is not defined(?:\x1b\[0m)?$", re.MULTILINE)
_OF_NONE = re.compile(r"NoneType|'None'|None values|\b(?:[Ff]ound|[Gg]ot|[Rr]eceived):? None(?![\w,)])")
_NOT_WRITTEN = "raise NotImplementedError"
_UNBOUND = "UnboundLocalError"


def fails_on_any(definition: Definition, evidence: Iterable[Evidence], stubs: Iterable[str]) -> bool:
    """Return whether every case of a function fails wherever it is run: nothing of Keras is the reason.

    Either a name has no value, or the student has not written all of it: a line for them still says `None`,
    and each case returns that or raises since something is None, or what is raised says so itself.

    Args:
        definition: The definition, all of whose statements were executed.
        evidence: The outcomes of its cases.
        stubs: The course's helper modules: `import *` from another one may bind anything.
    """
    outcomes = [item.outcome for item in evidence if not isinstance(item.outcome, Unanswered)]
    if outcomes and _is_not_written(definition, outcomes):
        return True
    raised = [outcome for outcome in outcomes if isinstance(outcome, Raised) and outcome.origin]
    if not raised or len(raised) < len(outcomes):
        return False
    statements, known = definition.statements, frozenset(stubs)
    if any(statement.names.star and _module(statement) not in known for statement in statements):
        return False
    bound = frozenset[str]().union(*(statement.names.binds for statement in statements))
    return all(_lacks_a_value(each, bound) for each in raised)


def _lacks_a_value(raised: Raised, bound: frozenset[str]) -> bool:
    found = _NOT_DEFINED.search(raised.message)
    if raised.types[:1] == (_UNBOUND,):
        return True
    return raised.types[:1] == ("NameError",) and found is not None and found[1] not in bound


def _is_not_written(definition: Definition, outcomes: Iterable[Outcome]) -> bool:
    is_of_none = definition.unfinished is not None
    says_so = _NOT_WRITTEN in definition.last.source
    return all(
        (is_of_none and _has_none(outcome)) or (says_so and _is_not_implemented(outcome))
        for outcome in outcomes
    )


def _has_none(outcome: Outcome) -> bool:
    """Return whether a case gave None, or raised since something is None."""
    if isinstance(outcome, Returned):
        return _is_none(outcome.value)
    return isinstance(outcome, Raised) and bool(outcome.origin and _OF_NONE.search(outcome.message))


def _is_none(value: object) -> bool:
    """Return whether a value is None, or what a case made of that."""
    return value is None or (isinstance(value, dict) and bool(value) and all(map(_is_none, value.values())))


def _is_not_implemented(outcome: Outcome) -> bool:
    return (
        isinstance(outcome, Raised)
        and outcome.types[:1] == ("NotImplementedError",)
        and bool(outcome.origin)
        and not outcome.message
    )


def _module(statement: Statement) -> str:
    return str(getattr(statement.node, "module", ""))
