"""Exceptions raised while something was defined that several functions need."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from grader.extract.program import statement_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from grader.judging.judge import Judgement
    from grader.sandbox.interface import Raised


def with_shared_failures(judgements: Mapping[str, Judgement]) -> dict[str, Judgement]:
    """Return judgements that each carry the exceptions of their own definitions.

    A box runs shared definitions once, and reports a failure with the first function that needs them.
    """
    failures = tuple(dict.fromkeys(raised for j in judgements.values() for raised in j.failed_definitions))
    if not failures:
        return dict(judgements)
    return {name: _with_failures(judgement, failures) for name, judgement in judgements.items()}


def _with_failures(judgement: Judgement, failures: Iterable[Raised]) -> Judgement:
    if judgement.substituted:
        return judgement
    statements = judgement.definition.statements
    shared = (raised for raised in failures if statement_at(raised, statements) is not None)
    own = dict.fromkeys((*shared, *judgement.failed_definitions))
    return replace(judgement, failed_definitions=tuple(own))
