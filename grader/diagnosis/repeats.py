"""One exception that stopped several functions: reported in full at the first, referred to at the others."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from grader.diagnosis.sentences import in_full
from grader.extract.program import statement_at
from grader.sandbox.interface import Raised

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from grader.judging.judge import Judgement, Verdict

LONG = 60  # characters; shorter texts are repeated


class Repeats:
    """Remembers which function's feedback quoted an exception in full, in report order."""

    def __init__(self) -> None:
        self._first: dict[Raised, str] = {}

    def names_for(self, verdict: Verdict) -> Callable[[Raised], str]:
        """Return the text for an exception in the feedback on one function.

        Only exceptions that may have stopped several functions count: failed definitions and public cases.
        """
        shared = frozenset(_raised(verdict))

        def name(raised: Raised) -> str:
            text = in_full(raised)
            if raised not in shared or len(text) <= LONG:
                return text
            first = self._first.setdefault(raised, verdict.function)
            return text if first == verdict.function else f"{raised.name}, as in {first}"

        return name


def with_shared_failures(judgements: Mapping[str, Judgement]) -> dict[str, Judgement]:
    """Return judgements that each carry the exception of their own definitions.

    A box runs shared definitions once, and reports a failure with the first function that needs them.
    """
    failures = dict.fromkeys(raised for j in judgements.values() for raised in j.failed_definitions)
    return {name: _with_failures(judgement, failures) for name, judgement in judgements.items()}


def _with_failures(judgement: Judgement, failures: Iterable[Raised]) -> Judgement:
    if judgement.failed_definitions or judgement.substituted:
        return judgement
    statements = judgement.definition.statements
    own = tuple(raised for raised in failures if statement_at(raised, statements) is not None)
    return replace(judgement, failed_definitions=own)


def _raised(verdict: Verdict) -> Iterator[Raised]:
    """Yield the exceptions raised before a function could be called, and in its public cases."""
    yield from verdict.failed_definitions
    for item in verdict.evidence:
        if item.case.public and isinstance(item.outcome, Raised):
            yield item.outcome
