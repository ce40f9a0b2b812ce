"""One exception that stopped several functions: told in full at the first, referred to at the others."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from grader.extract.program import statement_at
from grader.sandbox.interface import Raised
from grader.support.text import unwrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from grader.judging.judge import Judgement, Verdict
    from grader.report.model import FunctionEntry

LONG = 60  # characters; what is shorter may be said again


def without_repeats(
    functions: Iterable[FunctionEntry], verdicts: Mapping[str, Verdict]
) -> Iterator[FunctionEntry]:
    """Yield the functions of a report; what an earlier one raised is told by its type and that one's name.

    Args:
        functions: In the order of the report.
        verdicts: What they come from, by name.
    """
    told: dict[Raised, str] = {}
    for function in functions:
        feedback = function.feedback
        for raised in _raised(verdicts.get(function.name)):
            text = f"{raised.name}: {unwrapped(raised.message)}"
            if len(text) > LONG and text in feedback:
                first = told.setdefault(raised, function.name)
                if first != function.name:
                    feedback = feedback.replace(text, f"{raised.name}, as in {first}")
        yield replace(function, feedback=feedback)


def with_shared_failures(judgements: Mapping[str, Judgement]) -> dict[str, Judgement]:
    """Return judgements that know each what its own definitions failed by.

    A box defines once what several functions need, and tells of a failure with the first of them.
    """
    failures = dict.fromkeys(raised for j in judgements.values() for raised in j.failed_definitions)
    return {name: _with_failures(judgement, failures) for name, judgement in judgements.items()}


def _with_failures(judgement: Judgement, failures: Iterable[Raised]) -> Judgement:
    if judgement.failed_definitions or judgement.substituted:
        return judgement
    statements = judgement.definition.statements
    own = tuple(raised for raised in failures if statement_at(raised, statements) is not None)
    return replace(judgement, failed_definitions=own)


def _raised(verdict: Verdict | None) -> Iterator[Raised]:
    """Yield what went wrong before a function could be called, and in its public cases; each once."""
    if verdict is not None:
        outcomes = (item.outcome for item in verdict.evidence if item.case.public)
        found = [*verdict.failed_definitions, *(o for o in outcomes if isinstance(o, Raised))]
        yield from dict.fromkeys(found)
