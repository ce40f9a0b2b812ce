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

LONG = 60  # characters; what is shorter may be said again


class Repeats:
    """Knows which function's feedback has named an exception in full, in the order of a report."""

    def __init__(self) -> None:
        self._first: dict[Raised, str] = {}

    def names_for(self, verdict: Verdict) -> Callable[[Raised], str]:
        """Return what names an exception in the feedback on one function.

        Only what may have stopped other functions alike is referred to: failed definitions and public cases.
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


def _raised(verdict: Verdict) -> Iterator[Raised]:
    """Yield what went wrong before a function could be called, and in its public cases."""
    yield from verdict.failed_definitions
    for item in verdict.evidence:
        if item.case.public and isinstance(item.outcome, Raised):
            yield item.outcome
