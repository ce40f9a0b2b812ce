"""What the cases of a function gave, and what follows from that for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.checks import Evidence
from grader.judging.recorded import layers_of, unfolded
from grader.sandbox.interface import Execution, Raised, Stopped, Unanswered

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from grader.judging.answer_key import AnswerKey
    from grader.packs import Case


def is_undefined(name: str, evidence: Collection[Evidence]) -> bool:
    """Return whether there was no function of a name to call."""
    text = f"name {name!r} is not defined"
    return bool(evidence) and all(
        isinstance(o, Raised) and o.types[:1] == ("NameError",) and not o.origin and o.message == text
        for o in (item.outcome for item in evidence)
    )


def was_run(evidence: Collection[Evidence]) -> bool:
    """Return whether any of some cases was run: none is if a helper has not come to its end."""
    return not evidence or any(not isinstance(item.outcome, Unanswered) for item in evidence)


def took_too_long(item: Evidence) -> bool:
    """Return whether a case was ended by its time limit."""
    return isinstance(item.outcome, Stopped) and item.outcome.reason == "timeout"


def share_endless(evidence: Iterable[Evidence], cases: Iterable[Case]) -> bool:
    """Return whether a call that took too long is one of some cases."""
    endless = {item.case.frame for item in evidence if took_too_long(item)}
    return bool(endless) and any(case.frame in endless for case in cases)


def evidence_of(
    cases: Iterable[Case], execution: Execution, key: AnswerKey, helpers: tuple[str, ...] = ()
) -> tuple[Evidence, ...]:
    """Return the outcomes of some cases of a function, with the reference's, helpers replaced alike."""
    layers = layers_of(key, helpers)
    return tuple(
        Evidence(case, unfolded(execution.outcomes[case.id], layers), key.answer(case, helpers))
        for case in cases
    )
