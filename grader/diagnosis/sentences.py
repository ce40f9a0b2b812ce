"""Turn judgements into sentences, for the student or the instructor.

A student sees nothing of a hidden case: no input, value, printed text or exception message. An
exception's type or line could stand for an input, so only a few types are named, and only lines in which a
statement of the student's begins.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from grader.checks import Difference
from grader.diagnosis.causes import real_cause
from grader.diagnosis.exceptions import at_call, common_type
from grader.diagnosis.faults import location_of
from grader.diagnosis.models import faults_in
from grader.extract.program import statement_at
from grader.extract.variables import sentences
from grader.packs import KINDS
from grader.sandbox.interface import Raised, Returned, Stopped, TooLarge, Unanswered
from grader.support.text import unwrapped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from grader.checks import CheckResult, Failure
    from grader.judging.answer_key import Answered
    from grader.judging.judge import Verdict

INSTRUCTOR = "instructor"
_NO_VALUE = (Raised, Stopped, Unanswered)
# How a box ended, without the input that caused it.
_ENDINGS = {
    "timeout": "did not finish within the time limit",
    "memory": "exceeded the memory limit",
    "threads": "exceeded the thread limit",
    "scratch": "exceeded the disk limit",
    "crash": "crashed the process",
    "exit": "ended the process",
}


@dataclass(frozen=True)
class Explanation:
    """The explanation of one check's result.

    Attributes:
        function: The function that was checked.
        text: What is wrong, without the function's name; empty if the check passed.
        difference: The values that differ, if any.
        hint: The rubric's advice, if it applies.
        in_words: Whether the text begins with a word rather than the name of a value.
    """

    function: str
    text: str = ""
    difference: Difference | None = None
    hint: str | None = None
    in_words: bool = True

    @property
    def message(self) -> str:
        """The sentence about the check."""
        return f"{self.function}: {self.text}" if self.text else "Passed."

    @property
    def by_itself(self) -> str:
        """The text for a context that already names the function."""
        return f"{self.text[:1].upper()}{self.text[1:]}" if self.in_words else self.text


def in_full(raised: Raised) -> str:
    """Return an exception's type and text."""
    message = unwrapped(raised.message)
    return f"{raised.name}: {message}" if message else raised.name


def explain(
    result: CheckResult, judgement: Verdict, audience: str, say: Callable[[Raised], str] = in_full
) -> Explanation:
    """Explain the result of one check.

    Args:
        result: The result of the check.
        judgement: The verdict on the whole function.
        audience: `student` or `instructor`.
        say: Names an exception.
    """
    function = judgement.function
    if result.waiting:
        return Explanation(function, "no credit until another check passes.")
    if not result.failures:
        return Explanation(function)
    failure = _shown(result, judgement, audience)
    difference = failure.cause if failure is not None and isinstance(failure.cause, Difference) else None
    return Explanation(
        function=function,
        text=_what_fails(result, judgement, failure, audience, say),
        difference=difference,
        hint=result.criterion.hint if _is_about_values(result, failure) else None,
        in_words=difference is None or not KINDS[result.criterion.kind].names_values,
    )


def function_feedback(
    judgement: Verdict,
    misconception: Answered | None,
    audience: str,
    say: Callable[[Raised], str] = in_full,
    *,
    located: bool = False,
    explained: bool = False,
) -> str:
    """Explain in one or two sentences what is wrong with a function, or that nothing is.

    Args:
        judgement: The verdict.
        misconception: The misconception that explains its results, if one does.
        audience: `student` or `instructor`.
        say: Names an exception.
        located: Whether a line is certainly wrong: what usually is would lead astray beside it.
        explained: Whether a line is named that may be wrong: what else is reported may come from it.
    """
    name = judgement.function
    blamed = " and ".join(judgement.blamed)
    if judgement.passed:
        if blamed:
            return f"{name} is correct by itself; the error comes from {blamed}, which it calls."
        return "All checks passed."
    prefix = f"Apart from the errors in {blamed}: " if blamed else ""
    if judgement.left_blank:
        return f"{name} {judgement.left_blank}"
    if judgement.definition.returns_nothing and _came_to_its_end(judgement):
        return f"{prefix}{name} computes something but has no `return`: end it with `return` and the result."
    if misconception is not None:
        return prefix + misconception.advice
    first = _says_most(judgement.results)
    more = (
        "" if located else _raised_elsewhere(first, judgement, audience, say, beside_line=explained),
        unused_in(judgement),
        *sentences(judgement.definition.variables),
    )
    main = _sentence(first, judgement, audience, say, hinted=not located)
    return prefix + " ".join(part for part in (main, *more) if part)


def unused_in(judgement: Verdict) -> str | None:
    """Report a layer whose output is unused, if a model's layers are wrong."""
    failing = (result.criterion for result in judgement.results if result.failures)
    wrong = any("order" in c.aspects and c.visibility == "public" for c in failing)
    return judgement.definition.unused_result if wrong else None


def _says_most(results: Iterable[CheckResult]) -> CheckResult:
    """Return the check to report: preferably a public one, and among those one on a model's layers."""
    lost = [result for result in results if result.status != "passed"]
    wrong = [result for result in lost if result.failures] or lost
    public = [result for result in wrong if result.criterion.visibility == "public"]
    return min(public or wrong[:1], key=lambda result: not KINDS[result.criterion.kind].leads_feedback)


def _came_to_its_end(judgement: Verdict) -> bool:
    """Tell whether a function returned each time; of one that works on files, nothing is wanted back."""
    wanted = [item.case.probe.get("want", ()) for item in judgement.evidence if item.case.probe]
    if any("files" in parts for parts in wanted):
        return False
    return all(isinstance(item.outcome, Returned) for item in judgement.evidence)


def _sentence(
    result: CheckResult, judgement: Verdict, audience: str, say: Callable[[Raised], str], *, hinted: bool
) -> str:
    explanation = explain(result, judgement, audience, say)
    public_part_holds = result.criterion.visibility == "hidden"
    lead = "The public cases pass, but hidden ones do not: " if public_part_holds else ""
    has_samples = explanation.difference is not None and bool(explanation.difference.expected)
    helps = hinted and (
        public_part_holds or not has_samples or KINDS[result.criterion.kind].hint_beside_values
    )
    idea = _idea(result, judgement, audience)
    hint = f" {idea or explanation.hint}" if idea or (explanation.hint and helps) else ""
    message = explanation.text if lead else explanation.message
    return f"{lead}{message}{hint}"


def _raised_elsewhere(
    reported: CheckResult,
    judgement: Verdict,
    audience: str,
    say: Callable[[Raised], str],
    *,
    beside_line: bool,
) -> str:
    """Return where the function raised, if the feedback is about values; not always is that line wrong."""
    if not _is_about_values(reported, _shown(reported, judgement, audience)):
        return ""
    failures = [failure for result in judgement.results for failure in result.failures]
    raised = [failure for failure in failures if isinstance(failure.cause, Raised)]
    first = min(raised, key=lambda failure: not failure.case.public, default=None)
    if first is None or not isinstance(first.cause, Raised):
        return ""
    why = ", perhaps for the same reason" if beside_line else ""
    shows_hidden = audience == INSTRUCTOR and not judgement.substituted_in_hidden
    if judgement.substituted or not (first.case.public or shows_hidden):
        where = "another" if first.case.public else "a hidden"
        return (
            f"In {where} case it raised {common_type(first.cause)}{_location(first.cause, judgement)}{why}."
        )
    return f"In another case it {_exception(first.cause, judgement, say)}{why}."


def _is_about_values(result: CheckResult, shown: Failure | None) -> bool:
    """Return whether a check's feedback is about wrong values."""
    if shown is not None:
        return isinstance(shown.cause, Difference)
    return bool(result.failures) and not any(isinstance(f.cause, _NO_VALUE) for f in result.failures)


def _shown(result: CheckResult, judgement: Verdict, audience: str) -> Failure | None:
    """Return the failure that an audience may see; None if the reference's code was involved."""
    if judgement.substituted:
        return None
    shows_hidden = audience == INSTRUCTOR and not judgement.substituted_in_hidden
    return next((f for f in result.failures if f.case.public or shows_hidden), None)


def _what_fails(
    result: CheckResult,
    judgement: Verdict,
    shown: Failure | None,
    audience: str,
    say: Callable[[Raised], str],
) -> str:
    """Explain why a check failed: by the failure that may be shown, or in general terms."""
    if shown is not None:
        case = f" [{shown.case.id}]" if audience == INSTRUCTOR else ""
        return f"{_cause(shown, judgement, say)}{_at_line(shown, result, judgement)}.{case}"
    where = " in a hidden case" if result.criterion.visibility == "hidden" else ""
    for failure in result.failures:
        match failure.cause:
            case Raised() as raised:
                return f"raised {common_type(raised)}{_location(raised, judgement)}{where}."
            case Stopped(reason=reason) | Unanswered(because=Stopped(reason=reason)):
                return f"{_ENDINGS.get(reason, 'returned no result')}{where}."
    if judgement.substituted and not where:
        return _beside_helpers(result, judgement)
    return f"{'a hidden case' if where else 'a case'} gives the wrong result."


def _beside_helpers(result: CheckResult, judgement: Verdict) -> str:
    """Explain a wrong result of a function whose helpers the reference answered for, without its values."""
    case = next(iter(failure.case for failure in result.failures), None)
    item = next((item for item in judgement.evidence if item.case is case), None)
    outcomes = () if item is None else (item.outcome, item.reference)
    shapes = [
        np.shape(o.value) for o in outcomes if isinstance(o, Returned) and isinstance(o.value, np.ndarray)
    ]
    what = "the wrong result" if len(set(shapes)) < 2 else "a result of the wrong shape"  # noqa: PLR2004 - all the same
    names = " and ".join(judgement.substituted)
    return f"a case gives {what}, even with a correct {names} in place of yours."


def _idea(result: CheckResult, judgement: Verdict, audience: str) -> str:
    """Return the idea behind what a difference shows to be wrong, if there is one to tell."""
    shown = _shown(result, judgement, audience)
    if shown is None or not isinstance(shown.cause, Difference):
        return ""
    fault = next(iter(faults_in(shown, result, judgement)), None)
    return (fault and fault.adds) or ""


def _at_line(shown: Failure, result: CheckResult, judgement: Verdict) -> str:
    """Return the line that a difference comes from, if it is known, and what it does if that says more."""
    fault = next(iter(faults_in(shown, result, judgement)), None)
    if fault is None or not isinstance(shown.cause, Difference):
        return ""
    where = f"{location_of(fault)}: `{fault.quote}`"
    if fault.adds is not None:
        return f" ({where})"
    return f" ({where}). {fault.message.rstrip('.')}"


def _cause(failure: Failure, judgement: Verdict, say: Callable[[Raised], str]) -> str:
    match failure.cause:
        case Difference(message=message):
            return message
        case Raised() as raised:
            return _exception(raised, judgement, say)
        case Stopped(detail=detail):
            return detail
        case Unanswered(because=stopped):
            return f"was not run, because an earlier case {stopped.detail}"
        case TooLarge():
            return "returned more data than the limit allows"
    return "returned no result"


def _location(raised: Raised, judgement: Verdict) -> str:
    """Return where a hidden case raised: the line in which the statement begins."""
    raised = at_call(raised, judgement)
    statement = statement_at(raised, judgement.definition.whole)
    return "" if statement is None else f" ({statement.location_of(statement.start_before(raised.line))})"


def _exception(raised: Raised, judgement: Verdict, say: Callable[[Raised], str]) -> str:
    cause = real_cause(raised, judgement, say)
    if cause is not None:
        return cause
    raised = at_call(raised, judgement)
    statement = statement_at(raised, judgement.definition.whole)
    text = f"raised {say(raised)}"
    if statement is not None:
        text += f" ({statement.location_of(raised.line)}: `{statement.text_of(raised.line)}`)"
    if common_type(raised) == "NameError":
        text += _why_undefined(raised, judgement, say)
    return text


def _why_undefined(raised: Raised, judgement: Verdict, say: Callable[[Raised], str]) -> str:
    first = next(iter(judgement.failed_definitions), None)
    if first is None or (first.origin, first.line) == (raised.origin, raised.line):
        return ""
    statement = statement_at(first, judgement.definition.statements)
    where = "a definition" if statement is None else statement.location_of(first.line)
    return f"; before that, {where} raised {say(first)}"
