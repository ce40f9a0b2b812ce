"""Find the faults of wrong functions: an explanation of the first kind that applies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from grader.diagnosis.evident import evident_faults
from grader.diagnosis.misconceptions import misconception_of
from grader.diagnosis.models import model_faults

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from grader.diagnosis.faults import Fault
    from grader.extract import Program
    from grader.judging.answer_key import Answered
    from grader.judging.judge import Judgement

LEVELS = ("full", "quick", "off")


@dataclass(frozen=True)
class Diagnosis:
    """What is known about a wrong function: a misconception, and faults, the likeliest first."""

    misconception: Answered | None = None
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True)
class Wrong:
    """A wrong function, and what the finders of faults may use.

    Attributes:
        judgement: The judgement on it.
        program: The program that it is part of.
        misconception: The misconception whose results match, if any.
        level: `full` or `quick`.
    """

    judgement: Judgement
    program: Program
    misconception: Answered | None
    level: str


# In order; the first that finds faults is the last to be asked.
FINDERS: dict[str, Callable[[Wrong], tuple[Fault, ...]]] = {
    "evident": evident_faults,
    "models": model_faults,
}


def diagnose(program: Program, judgements: Mapping[str, Judgement], level: str) -> dict[str, Diagnosis]:
    """Return a diagnosis for each judged function; it never affects marks.

    Args:
        program: The student's program.
        judgements: The judgements on its functions, by name.
        level: How far to look: `full`, `quick` (without searches) or `off`.
    """
    return {name: _diagnosis(program, judgement, level) for name, judgement in judgements.items()}


def _diagnosis(program: Program, judgement: Judgement, level: str) -> Diagnosis:
    known = misconception_of(judgement)
    if judgement.passed or level == "off":
        return Diagnosis(known)
    wrong = Wrong(judgement, program, known, level)
    found = (find(wrong) for find in FINDERS.values())
    return Diagnosis(known, next((faults for faults in found if faults), ()))
