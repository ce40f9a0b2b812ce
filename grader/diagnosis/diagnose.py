"""Find the faults of wrong functions: an explanation of the first kind that applies."""

from __future__ import annotations

import ast
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from grader.diagnosis.arguments import argument_faults
from grader.diagnosis.diagnostic_set import on_diagnostic_set
from grader.diagnosis.edits.source import is_text
from grader.diagnosis.evident import evident_faults, exception_faults, result_faults
from grader.diagnosis.misconceptions import misconception_of
from grader.diagnosis.models import model_faults
from grader.diagnosis.outputs import output_faults, stored_faults, wrong_part_fault
from grader.diagnosis.smallest_edit import data_faults, edit_faults
from grader.diagnosis.unread import unread_faults

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from grader.diagnosis.faults import Fault
    from grader.extract import Program
    from grader.judging.answer_key import Answered
    from grader.judging.judge import Judgement


@dataclass(frozen=True)
class Diagnosis:
    """What is known about a wrong function: a misconception, and faults, the likeliest first."""

    misconception: Answered | None = None
    faults: tuple[Fault, ...] = ()

    @property
    def is_located(self) -> bool:
        """Whether the line is known of which an edit makes the function right."""
        return any(fault.kind == "edit" and fault.certain for fault in self.faults)

    @property
    def is_explained(self) -> bool:
        """Whether a line is named whose edit makes the function right, or brings it closer."""
        return any(fault.kind == "edit" and fault.line is not None for fault in self.faults)


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


def misconception_faults(wrong: Wrong) -> tuple[Fault, ...]:
    """Return the fault that a known misconception explains, at the line that the smallest edit changes."""
    known = wrong.misconception
    if known is None:
        return ()
    found = _advised(edit_faults(wrong), known)
    if found:
        return found
    return (wrong_part_fault(wrong.judgement, "misconception", known.advice),)


def known_data_faults(wrong: Wrong) -> tuple[Fault, ...]:
    """Return the faults of a function that reads files, with the advice of a known misconception."""
    return _advised(data_faults(wrong), wrong.misconception)


def _advised(found: tuple[Fault, ...], known: Answered | None) -> tuple[Fault, ...]:
    """Return faults with what is known of them, unless they tell of a result that is dropped."""
    if known is None or (found and _drops_result(found[0])):
        return found
    return tuple(replace(f, kind="misconception", message=_with_advice(f, known.advice)) for f in found)


def _with_advice(fault: Fault, advice: str) -> str:
    """Return what is reported of a line: the advice, and what it does not say of the line."""
    if fault.idea == "missing_statement":
        return f"{fault.message} {advice}"
    return advice


def _drops_result(fault: Fault) -> bool:
    """Return whether what seems to be missing is computed, and dropped."""
    return fault.idea == "dropped_result"


# In order; the first that finds faults is the last to be asked.
FINDERS: dict[str, Callable[[Wrong], tuple[Fault, ...]]] = {
    "evident": evident_faults,
    "data": known_data_faults,
    "models": model_faults,
    "misconception": misconception_faults,
    "result": result_faults,
    "edit": edit_faults,
    "exception": exception_faults,
    "argument": lambda wrong: argument_faults(wrong.judgement),
    "unread": unread_faults,
    "output": output_faults,
    "stored": stored_faults,
}


def diagnose(program: Program, judgements: Mapping[str, Judgement], level: str) -> dict[str, Diagnosis]:
    """Return a diagnosis for each judged function; it never affects marks.

    Args:
        program: The student's program.
        judgements: The judgements on its functions, by name.
        level: How far to look: `full`, `quick` (without searches) or `off` (not at all).
    """
    return {name: _diagnosis(program, judgement, level) for name, judgement in judgements.items()}


def _diagnosis(program: Program, judgement: Judgement, level: str) -> Diagnosis:
    if judgement.passed or level == "off":
        return Diagnosis()
    judgement = on_diagnostic_set(judgement, program.stubs)
    known = misconception_of(judgement)
    wrong = Wrong(judgement, program, known, level)
    found = (find(wrong) for find in FINDERS.values())
    faults = next((faults for faults in found if faults), ())
    if known is not None and faults and _drops_result(faults[0]):
        known = None  # it says that something is missing
    return Diagnosis(known, tuple(_in_its_only_line(fault, judgement) for fault in faults))


def _in_its_only_line(fault: Fault, judgement: Judgement) -> Fault:
    """Return a fault without a line in that of a function's only statement, if it has no other."""
    last = judgement.definition.last
    if fault.line is not None or fault.kind == "unfinished" or not isinstance(last.node, ast.FunctionDef):
        return fault
    body = [node for node in last.node.body if not is_text(node)]
    if len(body) != 1 or hasattr(body[0], "body"):
        return fault
    line, end = body[0].lineno + last.shift, (body[0].end_lineno or body[0].lineno) + last.shift
    return replace(fault, cell=last.cell, line=line, end_line=end, quote=last.text_of(line))
