"""Finds the functions that could not be judged for want of a package."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from grader.extract.program import statement_at
from grader.judging.judge import Judgements
from grader.sandbox.interface import Raised
from grader.sandbox.packages import missing_package

if TYPE_CHECKING:
    from grader.judging.judge import Judgement, Verdict

_UNDEFINED = re.compile(r"name '(\w+)' is not defined")


def marked(judgements: Judgements) -> Judgements:
    """Return judgements in which each function that lacks a package says so."""
    by_function = {name: _marked(judgement) for name, judgement in judgements.by_function.items()}
    return Judgements(by_function, judgements.warnings)


def _marked(judgement: Judgement) -> Judgement:
    package = None if judgement.passed or judgement.left_blank else _lacking(judgement)
    return judgement if package is None else replace(judgement, lacks=package)


def _lacking(verdict: Verdict) -> str | None:
    """Return the package for want of which a function raised, or was not defined at all."""
    lost = _lost_names(verdict)
    raised = [item.outcome for item in verdict.evidence if isinstance(item.outcome, Raised)]
    if verdict.is_undefined:
        return lost.get(verdict.function)
    found = (missing_package(r) or lost.get(_undefined(r)) for r in raised)
    return next((package for package in found if package), None)


def _lost_names(verdict: Verdict) -> dict[str, str]:
    """Return the names that are not bound for want of a package, each with the package."""
    lost: dict[str, str] = {}
    for raised in verdict.failed_definitions:
        package = missing_package(raised) or lost.get(_undefined(raised))
        statement = statement_at(raised, verdict.definition.statements)
        if package and statement is not None:
            lost |= dict.fromkeys(statement.names.binds, package)
    return lost


def _undefined(raised: Raised) -> str:
    found = _UNDEFINED.search(raised.message) if "NameError" in raised.types else None
    return found[1] if found else ""
