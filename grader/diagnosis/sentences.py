"""From judgements to sentences: what a student may read, and what an instructor may.

Nothing of a hidden case reaches a student: no input, value, printed text or exception message. An
exception's type could be named after an input, so only the names of Python's and NumPy's own pass.
"""

from __future__ import annotations

import builtins
import math
from typing import TYPE_CHECKING, Any

import numpy as np

from grader.checks import NOTHING_ELSE_RIGHT, Difference, differences
from grader.extract.program import statement_at
from grader.extract.variables import sentences
from grader.report.model import CheckEntry
from grader.sandbox.interface import Outcome, Raised, Returned, Stopped, TooLarge, Unanswered
from grader.support.text import unwrapped

if TYPE_CHECKING:
    from grader.checks import CheckResult, Failure
    from grader.judging.answer_key import Answered
    from grader.judging.judge import Judgement, Verdict
    from grader.packs import Tolerance

INSTRUCTOR = "instructor"
ALL_HOLD = "All checks hold."
NAN_MARK = 1.25e300
_KNOWN_EXCEPTIONS = frozenset(
    name
    for name, kind in vars(builtins).items()
    if isinstance(kind, type) and issubclass(kind, BaseException)
) | {"LinAlgError", "AxisError", "UFuncTypeError"}
_NO_VALUE = (Raised, Stopped, Unanswered)
# How a box ended, for those who may not know at which input.
_ENDINGS = {
    "timeout": "did not end within its time limit",
    "memory": "used more memory than it may",
    "threads": "started more threads than it may",
    "scratch": "wrote more to disk than it may",
    "crash": "crashed the process",
    "exit": "ended the process",
}


def check_entry(result: CheckResult, judgement: Verdict, audience: str) -> CheckEntry:
    """Describe one check for an audience."""
    criterion = result.criterion
    shown = _shown(result, judgement, audience)
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
        hint=criterion.hint if _is_about_values(result, shown) else None,
    )


def function_feedback(judgement: Verdict, misconception: Answered | None, audience: str) -> str:
    """Say in one or two sentences what is wrong with a function, or that nothing is."""
    name = judgement.function
    blamed = " and ".join(judgement.blamed)
    if judgement.passed:
        if blamed:
            return f"{name} is right by itself; what went wrong came from {blamed}, which it calls."
        return ALL_HOLD
    prefix = f"Besides the faults of {blamed}: " if blamed else ""
    if judgement.left_blank:
        return f"{name} {judgement.left_blank}"
    if judgement.definition.returns_nothing and _came_to_its_end(judgement):
        return f"{prefix}{name} computes something, but has no `return`: end it with `return` and the result."
    if misconception is not None:
        return prefix + misconception.advice
    first = _says_most([result for result in judgement.results if result.failures])
    more = (
        _raised_elsewhere(first, judgement, audience),
        unused_in(judgement),
        *sentences(judgement.definition.variables),
    )
    return prefix + " ".join(part for part in (_sentence(first, judgement, audience), *more) if part)


def unused_in(judgement: Verdict) -> str | None:
    """Tell of a layer that leads nowhere, where a model's layers are not what they should be."""
    failing = (result.criterion for result in judgement.results if result.failures)
    wrong = any(c.kind == "layers" and "order" in c.aspects and c.visibility == "public" for c in failing)
    return judgement.definition.unused_result if wrong else None


def _says_most(failing: list[CheckResult]) -> CheckResult:
    """Return the check to tell of: a public one if there is one, and of those one of a model's layers."""
    wrong = [result for result in failing if result.failures[0].cause is not NOTHING_ELSE_RIGHT] or failing
    public = [result for result in wrong if result.criterion.visibility == "public"]
    return min(public or wrong[:1], key=lambda result: result.criterion.kind != "layers")


def _came_to_its_end(judgement: Verdict) -> bool:
    """Tell whether a function returned each time; of one that works on files, nothing is wanted back."""
    wanted = [item.case.probe.get("want", ()) for item in judgement.evidence if item.case.probe]
    if any("files" in parts for parts in wanted):
        return False
    return all(isinstance(item.outcome, Returned) for item in judgement.evidence)


def misconception_of(judgement: Judgement) -> Answered | None:
    """Return the known way to be wrong that gives just what the student's function gives, or None."""
    if judgement.passed or all(
        isinstance(item.outcome, (Stopped, Unanswered)) for item in judgement.evidence
    ):
        return None
    exam = judgement.exam
    tolerance = exam.rubric.functions[judgement.function][0].tolerances["float32"]
    known = exam.misconceptions(judgement.function)
    doubts = [_doubts(answered, judgement, tolerance) for answered in known]
    least = min(doubts, default=math.inf)
    return None if least == math.inf else known[doubts.index(least)]


def _doubts(answered: Answered, judgement: Judgement, tolerance: Tolerance) -> float:
    """Count the cases that don't tell whether a misconception is the student's: one raises, not so the other.

    No number is large enough if values differ, or if fewer wrong values are alike than there are doubts. What
    raises in the same words counts only where nothing is in doubt: windows that are cut short are cut alike.
    """
    wrong, alike, words, doubts = _wrong_cases(judgement), 0, 0, 0
    for item in judgement.evidence:
        known = answered.outcomes[item.case.id]
        if _same(item.outcome, known, tolerance):
            alike += item.case.id in wrong
            words += _in_the_same_words(item.outcome, known)
        elif Raised in {type(item.outcome), type(known)} <= {Raised, Returned}:
            doubts += 1
        else:
            return math.inf
    return doubts if alike >= max(doubts, 1) or words > doubts == 0 else math.inf


def _in_the_same_words(student: Outcome, known: Outcome) -> bool:
    """Tell whether both name the same numbers when they raise: a size or a place that went wrong."""
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
        if result.criterion.kind != "unchanged"
        and isinstance(failure.cause, Difference)
        and failure.cause is not NOTHING_ELSE_RIGHT
    )


def _same(student: Outcome, known: Outcome, tolerance: Tolerance) -> bool:
    if isinstance(student, Returned) and isinstance(known, Returned):
        return _alike(student.value, known.value, tolerance)
    if isinstance(student, Raised) and isinstance(known, Raised):
        return student.types[:1] == known.types[:1]
    return False


def _alike(student: Any, known: Any, tolerance: Tolerance) -> bool:
    """Tell whether two values are equal; graphs are where the models are the same network."""
    if not isinstance(student, dict) or not isinstance(known, dict):
        return not any(differences(_marked(student), _marked(known), "", tolerance))
    if student.keys() != known.keys():
        return False
    if "nodes" in known:
        from grader.checks.graphs import graph_differences  # noqa: PLC0415 - arrays need none of it

        return not any(graph_differences(student, known))
    return all(_alike(student[part], known[part], tolerance) for part in known)


def _marked(value: Any) -> Any:
    """Return a value with a number in place of every NaN: two that are NaN alike are alike here."""
    if isinstance(value, np.ndarray) and value.dtype.kind == "f":
        return np.nan_to_num(value.astype(np.float64), nan=NAN_MARK)
    return type(value)(_marked(item) for item in value) if isinstance(value, (tuple, list)) else value


def _sentence(result: CheckResult, judgement: Verdict, audience: str) -> str:
    entry = check_entry(result, judgement, audience)
    public_part_holds = result.criterion.visibility == "hidden"
    lead = "The published cases hold, but hidden ones do not: " if public_part_holds else ""
    helps = public_part_holds or entry.expected is None or result.criterion.kind == "configuration"
    hint = f" {entry.hint}" if entry.hint and helps else ""
    return f"{lead}{entry.message}{hint}"


def _raised_elsewhere(told: CheckResult, judgement: Verdict, audience: str) -> str:
    """Return where the function raised, if values are what is told of."""
    if not _is_about_values(told, _shown(told, judgement, audience)):
        return ""
    failures = [failure for result in judgement.results for failure in result.failures]
    raised = [failure for failure in failures if isinstance(failure.cause, Raised)]
    first = min(raised, key=lambda failure: not failure.case.public, default=None)
    if first is None or not isinstance(first.cause, Raised):
        return ""
    if judgement.substituted or not (first.case.public or audience == INSTRUCTOR):
        where = "another" if first.case.public else "a hidden"
        return f"In {where} case it raised {_known_type(first.cause)}{_place(first.cause, judgement)}."
    return f"In another case it {_exception(first.cause, judgement)}."


def _is_about_values(result: CheckResult, shown: Failure | None) -> bool:
    """Tell whether what is told of a check is that it found other values than there should be."""
    if shown is not None:
        return isinstance(shown.cause, Difference) and shown.cause is not NOTHING_ELSE_RIGHT
    return bool(result.failures) and not any(isinstance(f.cause, _NO_VALUE) for f in result.failures)


def _shown(result: CheckResult, judgement: Verdict, audience: str) -> Failure | None:
    """Return the failure that an audience may see; none where the reference's code took part."""
    if judgement.substituted:
        return None
    return next((f for f in result.failures if f.case.public or audience == INSTRUCTOR), None)


def _check_message(result: CheckResult, judgement: Verdict, shown: Failure | None, audience: str) -> str:
    if not result.failures:
        return "Holds."
    if shown is not None:
        text = _cause(shown, judgement)
        case = f" [{shown.case.id}]" if audience == INSTRUCTOR else ""
        return f"{judgement.function}: {text}.{case}"
    where = ", in a hidden case" if result.criterion.visibility == "hidden" else ""
    for failure in result.failures:
        match failure.cause:
            case Raised() as raised:
                return (
                    f"{judgement.function}: raised {_known_type(raised)}{_place(raised, judgement)}{where}."
                )
            case Stopped(reason=reason) | Unanswered(because=Stopped(reason=reason)):
                return f"{judgement.function}: {_ENDINGS.get(reason, 'gave no answer')}{where}."
    what = "a hidden case" if where else "a case"
    return f"{judgement.function}: {what} gives another result than it should."


def _cause(failure: Failure, judgement: Verdict) -> str:
    match failure.cause:
        case Difference(message=message):
            return message
        case Raised() as raised:
            return _exception(raised, judgement)
        case Stopped(detail=detail):
            return detail
        case Unanswered(because=stopped):
            return f"was not asked, since an earlier case {stopped.detail}"
        case TooLarge():
            return "returned more than an answer may hold"
    return "gave no result"


def _known_type(raised: Raised) -> str:
    return next((name for name in raised.types if name in _KNOWN_EXCEPTIONS), "Exception")


def _place(raised: Raised, judgement: Verdict) -> str:
    statement = statement_at(raised, judgement.definition.statements)
    return "" if statement is None else f" ({statement.location_of(raised.line)})"


def _exception(raised: Raised, judgement: Verdict) -> str:
    message = unwrapped(raised.message)
    statement = statement_at(raised, judgement.definition.statements)
    text = f"raised {raised.name}{f': {message}' if message else ''}"
    if statement is not None:
        text += f" ({statement.location_of(raised.line)}: `{statement.text_of(raised.line)}`)"
    if _known_type(raised) == "NameError":
        text += _why_undefined(raised, judgement)
    return text


def _why_undefined(raised: Raised, judgement: Verdict) -> str:
    first = next(iter(judgement.failed_definitions), None)
    if first is None or (first.origin, first.line) == (raised.origin, raised.line):
        return ""
    statement = statement_at(first, judgement.definition.statements)
    where = "a definition" if statement is None else statement.location_of(first.line)
    return f"; before that, {where} raised {first.name}: {unwrapped(first.message)}"
