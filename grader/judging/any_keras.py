"""Failures that are the same on every Keras: a function that has one is not tried on another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from grader.sandbox.interface import Raised, Unanswered

if TYPE_CHECKING:
    from collections.abc import Iterable

    from grader.checks import Evidence
    from grader.extract import Definition, Statement

_NOT_DEFINED = re.compile(r"name '(\w+)' is not defined")
_UNBOUND = "UnboundLocalError"


def fails_on_any(definition: Definition, evidence: Iterable[Evidence], stubs: Iterable[str]) -> bool:
    """Return whether every case of a function raises since a name has no value, wherever it is run.

    Args:
        definition: The definition, all of whose statements were executed.
        evidence: The outcomes of its cases.
        stubs: The course's helper modules: `import *` from another one may bind anything.
    """
    outcomes = [item.outcome for item in evidence if not isinstance(item.outcome, Unanswered)]
    raised = [outcome for outcome in outcomes if isinstance(outcome, Raised) and outcome.origin]
    if not raised or len(raised) < len(outcomes):
        return False
    statements, known = definition.statements, frozenset(stubs)
    if any(statement.names.star and _module(statement) not in known for statement in statements):
        return False
    bound = frozenset[str]().union(*(statement.names.binds for statement in statements))
    return all(_lacks_a_value(each, bound) for each in raised)


def _lacks_a_value(raised: Raised, bound: frozenset[str]) -> bool:
    found = _NOT_DEFINED.fullmatch(raised.message)
    if raised.types[:1] == (_UNBOUND,):
        return True
    return raised.types[:1] == ("NameError",) and found is not None and found[1] not in bound


def _module(statement: Statement) -> str:
    return str(getattr(statement.node, "module", ""))
