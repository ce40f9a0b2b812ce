"""From judgements to sentences: what a student may read, and what an instructor may.

Nothing of a hidden case reaches a student: no input, value, printed text or exception message. An
exception's type could be named after an input, so only the names of Python's and NumPy's own pass.
"""

from __future__ import annotations

import builtins
import re
from typing import TYPE_CHECKING, Any

import numpy as np

from grader.check import Difference, differences
from grader.report.model import CheckEntry
from grader.run.interface import Outcome, Raised, Returned, Stopped, TooLarge, Unanswered

if TYPE_CHECKING:
    from collections.abc import Iterable

    from grader.check import CheckResult, Failure
    from grader.exam import Answered, Exam
    from grader.judge import Judgement
    from grader.packs import Misconception, Tolerance

INSTRUCTOR = "instructor"
ALL_HOLD = "All checks hold."
NAN_MARK = 1.25e300
_KNOWN_EXCEPTIONS = frozenset(
    name
    for name, kind in vars(builtins).items()
    if isinstance(kind, type) and issubclass(kind, BaseException)
) | {"LinAlgError", "AxisError", "UFuncTypeError"}
_ADDRESS = re.compile(r"0x[0-9a-fA-F]{4,}")
_SCRATCH = re.compile(r"[^\s'\"]*grade-[^\s/'\"]+/box-[^\s/'\"]+")
_TEMPORARY = re.compile(r"(?<=/)tmp[a-z0-9_]{8}(?![\w.])")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_ORIGIN = re.compile(r"^<(?:cell (\d+)|script)>$")


def check_entry(result: CheckResult, judgement: Judgement, audience: str) -> CheckEntry:
    """Describe one check for an audience."""
    criterion = result.criterion
    shown = next((f for f in result.failures if f.case.public or audience == INSTRUCTOR), None)
    difference = shown.cause if shown is not None and isinstance(shown.cause, Difference) else None
    return CheckEntry(
        id=criterion.id,
        kind=criterion.kind,
        visibility=criterion.visibility,
        status=result.status,
        score=round(result.score, 2),
        max_score=round(criterion.points, 2),
        message=_check_message(result, judgement, shown, audience),
        expected=(difference.expected or None) if difference else None,
        actual=(difference.actual or None) if difference else None,
        hint=criterion.hint if result.failures else None,
    )


def function_feedback(judgement: Judgement, misconception: Misconception | None, audience: str) -> str:
    """Say in one or two sentences what is wrong with a function, or that nothing is."""
    name = judgement.function
    blamed = " and ".join(judgement.blamed)
    if judgement.passed:
        if blamed:
            return f"{name} is right by itself; what went wrong came from {blamed}, which it calls."
        return ALL_HOLD
    prefix = f"Besides the faults of {blamed}: " if blamed else ""
    if judgement.definition.blank and judgement.merit == (0.0, 0):
        return f"{name} {judgement.definition.blank}"
    if misconception is not None:
        return prefix + misconception.advice
    failing = [result for result in judgement.results if result.failures]
    first = next((r for r in failing if r.criterion.visibility == "public"), failing[0])
    return prefix + _sentence(first, judgement, audience)


def misconception_of(judgement: Judgement, exam: Exam) -> Misconception | None:
    """Return the known way to be wrong that gives just what the student's function gives, or None."""
    if judgement.passed or all(
        isinstance(item.outcome, (Stopped, Unanswered)) for item in judgement.evidence
    ):
        return None
    tolerance = exam.rubric.functions[judgement.function][0].tolerances["float32"]
    known = (a for a in exam.misconceptions(judgement.function) if _explains(a, judgement, tolerance))
    found = next(known, None)
    return found.misconception if found else None


def exception_place(raised: Raised) -> tuple[int | None, str]:
    """Return the cell that an exception came from, and the place in words; both empty when unknown."""
    match = _ORIGIN.match(raised.origin)
    if match is None or not 0 < raised.line < 10**6:
        return None, ""
    cell = int(match[1]) if match[1] else None
    return cell, f"line {raised.line}" if cell is None else f"cell {cell}, line {raised.line}"


def clean(text: str) -> str:
    """Take out of a student's text what differs from run to run, and control characters."""
    return _CONTROL.sub(
        " ", _TEMPORARY.sub("tmp…", _SCRATCH.sub("<scratch>", _ADDRESS.sub("0x…", text)))
    ).strip()


def _explains(answered: Answered, judgement: Judgement, tolerance: Tolerance) -> bool:
    return all(_same(item.outcome, answered.outcomes[item.case.id], tolerance) for item in judgement.evidence)


def _same(student: Outcome, known: Outcome, tolerance: Tolerance) -> bool:
    if isinstance(student, Returned) and isinstance(known, Returned):
        return not any(differences(_marked(student.value), _marked(known.value), "", tolerance))
    if isinstance(student, Raised) and isinstance(known, Raised):
        return student.types[:1] == known.types[:1]
    return False


def _marked(value: Any) -> Any:
    """Return a value with a number in place of every NaN: two that are NaN alike are alike here."""
    if isinstance(value, np.ndarray) and value.dtype.kind == "f":
        return np.nan_to_num(value.astype(np.float64), nan=NAN_MARK)
    return type(value)(_marked(item) for item in value) if isinstance(value, (tuple, list)) else value


def _sentence(result: CheckResult, judgement: Judgement, audience: str) -> str:
    entry = check_entry(result, judgement, audience)
    public_part_holds = result.criterion.visibility == "hidden"
    lead = "The published cases hold, but hidden ones do not: " if public_part_holds else ""
    hint = f" {entry.hint}" if entry.hint and (public_part_holds or entry.expected is None) else ""
    return f"{lead}{entry.message}{hint}"


def _check_message(result: CheckResult, judgement: Judgement, shown: Failure | None, audience: str) -> str:
    if not result.failures:
        return "Holds."
    if shown is not None:
        text = _cause(shown, judgement, in_full=True)
        case = f" [{shown.case.id}]" if audience == INSTRUCTOR else ""
        return f"{judgement.function}: {text}.{case}"
    raised = next((f for f in result.failures if isinstance(f.cause, (Raised, Stopped))), None)
    if raised is not None:
        return f"{judgement.function}: {_cause(raised, judgement, in_full=False)}, in a hidden case."
    return f"{judgement.function}: a hidden case gives another result than it should."


def _cause(failure: Failure, judgement: Judgement, *, in_full: bool) -> str:
    match failure.cause:
        case Difference(message=message):
            return message
        case Raised() as raised:
            return _exception(raised, judgement, in_full=in_full)
        case Stopped(detail=detail):
            return detail
        case Unanswered(because=stopped):
            return f"was not asked, since an earlier case {stopped.detail}"
        case TooLarge(detail=detail):
            return f"returned too much: {detail}"
    return "gave no result"


def _exception(raised: Raised, judgement: Judgement, *, in_full: bool) -> str:
    _, place = exception_place(raised)
    known = next((name for name in raised.types if name in _KNOWN_EXCEPTIONS), "Exception")
    name = raised.types[0] if in_full and raised.types else known
    message = f": {clean(raised.message)}" if in_full and raised.message else ""
    line = _source_line(raised, judgement) if place and in_full else ""
    text = f"raised {name}{message}{f' ({place}{line})' if place else ''}"
    if in_full and known == "NameError":
        text += _why_undefined(raised, judgement.failed_definitions)
    return text


def _source_line(raised: Raised, judgement: Judgement) -> str:
    for statement in judgement.definition.statements:
        lines = statement.source.split("\n")
        offset = raised.line - statement.line
        if statement.origin == raised.origin and 0 <= offset < len(lines):
            return f": `{clean(lines[offset])[:100]}`"
    return ""


def _why_undefined(raised: Raised, failed: Iterable[Raised]) -> str:
    first = next(iter(failed), None)
    if first is None or (first.origin, first.line) == (raised.origin, raised.line):
        return ""
    _, place = exception_place(first)
    return f"; before that, {place or 'a definition'} raised {first.types[0]}: {clean(first.message)}"
