"""One exception that stopped several functions: reported in full at the first, referred to at the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.diagnosis.sentences import in_full
from grader.sandbox.interface import Raised

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from grader.judging.judge import Verdict

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


def _raised(verdict: Verdict) -> Iterator[Raised]:
    """Yield the exceptions raised before a function could be called, and in its public cases."""
    yield from verdict.failed_definitions
    for item in verdict.evidence:
        if item.case.public and isinstance(item.outcome, Raised):
            yield item.outcome
