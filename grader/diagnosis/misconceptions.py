"""Known misconceptions: find the one whose results match a student's function."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from grader.checks import Difference, differences
from grader.checks.places import LINES
from grader.packs import KINDS
from grader.sandbox.interface import Outcome, Raised, Returned, Stopped, Unanswered

if TYPE_CHECKING:
    from grader.judging.answer_key import Answered
    from grader.judging.judge import Judgement
    from grader.packs import Tolerance

NAN_MARK = 1.25e300


def misconception_of(judgement: Judgement) -> Answered | None:
    """Return the misconception whose results match those of the student's function, or None."""
    ended = (item for item in judgement.evidence if not isinstance(item.outcome, (Stopped, Unanswered)))
    if judgement.passed or judgement.left_blank or not any(ended):
        return None
    key = judgement.key
    tolerance = key.rubric.functions[judgement.function][0].tolerances["float32"]
    known = key.misconceptions(judgement.function)
    doubts = [_doubts(answered, judgement, tolerance) for answered in known]
    least = min(doubts, default=math.inf)
    return None if least == math.inf else known[doubts.index(least)]


def _doubts(answered: Answered, judgement: Judgement, tolerance: Tolerance) -> float:
    """Count the cases that leave it open whether a misconception is the student's: only one of them raises.

    The count is infinite if values differ, or if fewer wrong values agree than cases are open. Identical
    exceptions count only where no case is open, because truncated windows often fail in the same way.
    """
    wrong, alike, words, doubts = _wrong_cases(judgement), 0, 0, 0
    for item in judgement.evidence:
        known = answered.outcomes.get(item.case.id)  # another edition's hidden cases may be others
        if known is None:
            return math.inf
        if same(item.outcome, known, tolerance):
            alike += item.case.id in wrong
            words += _in_the_same_words(item.outcome, known)
        elif Raised in {type(item.outcome), type(known)} <= {Raised, Returned}:
            doubts += 1
        else:
            return math.inf
    return doubts if alike >= max(doubts, 1) or words > doubts == 0 else math.inf


def _in_the_same_words(student: Outcome, known: Outcome) -> bool:
    """Return whether both exceptions name the same numbers, such as a wrong size or index."""
    return (
        isinstance(student, Raised)
        and isinstance(known, Raised)
        and student.message == known.message
        and any(map(str.isdigit, known.message))
    )


def _wrong_cases(judgement: Judgement) -> frozenset[str]:
    """Return the ids of the cases in which the student's function gives a wrong value."""
    return frozenset(
        failure.case.id
        for result in judgement.results
        for failure in result.failures
        if not KINDS[result.criterion.kind].echoes_arguments and isinstance(failure.cause, Difference)
    )


def same(student: Outcome, known: Outcome, tolerance: Tolerance) -> bool:
    """Return whether two outcomes are equal values, or exceptions of the same type."""
    if isinstance(student, Returned) and isinstance(known, Returned):
        return _alike(student.value, known.value, tolerance)
    if isinstance(student, Raised) and isinstance(known, Raised):
        return student.types[:1] == known.types[:1]
    return False


def _alike(student: Any, known: Any, tolerance: Tolerance) -> bool:
    """Return whether two values are equal; graphs are equal if the models are the same network."""
    if not isinstance(student, dict) or not isinstance(known, dict):
        return not any(differences(_marked(student), _marked(known), "", tolerance))
    if student.keys() - {LINES} != known.keys() - {LINES}:
        return False
    if "nodes" in known:
        from grader.checks.graphs import graph_differences

        return not any(graph_differences(student, known))
    return all(_alike(student[part], known[part], tolerance) for part in known if part != LINES)


def _marked(value: Any) -> Any:
    """Return a value with every NaN replaced by a number, so that NaN equals NaN."""
    if isinstance(value, np.ndarray) and value.dtype.kind == "f":
        with np.errstate(over="ignore"):  # a number of more than 64 bits may be larger than any of 64
            return np.nan_to_num(value.astype(np.float64), nan=NAN_MARK)
    return type(value)(_marked(item) for item in value) if isinstance(value, (tuple, list)) else value
