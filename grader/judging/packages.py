"""Finds the functions that could not be judged for want of a package, or of what a shell line prints."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from grader.extract.program import statement_at
from grader.judging.judge import Judgements
from grader.sandbox.interface import Raised
from grader.sandbox.packages import lack_of, lack_of_output, missing_package

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from grader.extract import Program, Statement
    from grader.judging.judge import Judgement, Verdict
    from grader.sandbox.packages import Lack

_UNDEFINED = re.compile(r"name '(\w+)' is not defined")


def marked(judgements: Judgements, program: Program) -> Judgements:
    """Return judgements in which each function that lacks something of this machine says so."""
    printed = _printed(program)
    by_function = {name: _marked(judgement, printed) for name, judgement in judgements.by_function.items()}
    return Judgements(by_function, judgements.warnings)


def _marked(judgement: Judgement, printed: Mapping[str, Lack]) -> Judgement:
    lack = None if judgement.passed or judgement.left_blank else _lacking(judgement, printed)
    return judgement if lack is None else replace(judgement, lacks=lack)


def _printed(program: Program) -> dict[str, Lack]:
    """Return the names that only shell lines bind, to what they print."""
    statements = [statement for cell in program.code for statement in cell.statements]
    lacks = {s: lack for s in statements if (lack := lack_of_output(s)) is not None}
    others = frozenset[str]().union(*(s.names.binds for s in statements if s not in lacks))
    return {name: lack for s, lack in lacks.items() for name in s.names.binds - others}


def _lacking(verdict: Verdict, printed: Mapping[str, Lack]) -> Lack | None:
    """Return what a function raised for want of, or was not defined at all."""
    statements = verdict.definition.whole
    lost = _lost_names(verdict, statements, printed)
    raised = [item.outcome for item in verdict.evidence if isinstance(item.outcome, Raised)]
    if verdict.is_undefined:
        return lost.get(verdict.function)
    found = (lack_of(r, statements) or lost.get(_undefined(r)) for r in raised)
    return next((lack for lack in found if lack), None)


def _lost_names(
    verdict: Verdict, statements: Iterable[Statement], printed: Mapping[str, Lack]
) -> dict[str, Lack]:
    """Return the names that are not bound for want of something, each with what that is."""
    lost = dict(printed)
    for raised in verdict.failed_definitions:
        lack = lack_of(raised, statements) or lost.get(_undefined(raised))
        statement = statement_at(raised, verdict.definition.statements)
        if lack and statement is not None:
            lost |= dict.fromkeys(statement.names.binds or filter(None, [missing_package(raised)]), lack)
    return lost


def _undefined(raised: Raised) -> str:
    found = _UNDEFINED.search(raised.message) if "NameError" in raised.types else None
    return found[1] if found else ""
