"""Wording shared by several formats: the verdict, points, samples, failed checks.

Of a report that was read back from a file, nothing but its sentences is known. `unnamed` and `unquoted` leave
out what is said beside a sentence already; nothing else takes one apart.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from grader.report.formats.samples import WRONG, samples_of
from grader.support.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from grader.report.model import CheckEntry, FaultEntry, FunctionEntry, Report


_QUOTE = re.compile(r"^`[^`]*`: ")
_TELLING = frozenset(
    {"misconception", "edit", "layer", "output", "unfinished"}
)  # faults that say which idea is wrong


class Sample(NamedTuple):
    """One position in a function's result: the actual and the expected value."""

    location: str
    actual: str
    expected: str

    @property
    def agrees(self) -> bool:
        """Whether the values are the same."""
        return self.actual == self.expected


def points(score: float | None, max_score: float | None) -> str:
    """Return points as `4 / 10`; `- / 10` if not graded."""
    return f"{_number(score)} / {_number(max_score)}"


def points_of(function: FunctionEntry) -> str:
    """Return a function's points; `no points` if the rubric gives none for it."""
    return points(function.score, function.max_score) if function.max_score else "no points"


def verdict(report: Report) -> str:
    """Return the verdict as `79 / 100, not passed`, or `no verdict`."""
    if report.score is None:
        return "no verdict"
    return f"{points(report.score, report.max_score)}, {'passed' if report.passed else 'not passed'}"


def reasons(report: Report) -> str:
    """Return the errors as sentences without the file's path: the reasons, if there is no verdict."""
    return " ".join(clean(_sentence(error, report.submission.path)) for error in report.errors)


def unnamed(text: str, name: str) -> str:
    """Return a sentence without the name of the function, or the path, that it is about."""
    return text.removeprefix(f"{name}: ")


def unquoted(message: str) -> str:
    """Return the message of a fault without the student's line, with which it may begin."""
    return _QUOTE.sub("", message)


def _sentence(error: str, path: str) -> str:
    rest = unnamed(error, path)
    return error if rest == error else f"It {rest}{'' if rest.endswith(('.', '?')) else '.'}"


def adjustments(report: Report) -> list[str]:
    """Return the points added or deducted, with the reason: `-10 points: 1 day late`."""
    return [
        f"{each.points:+g} points: {each.reason}" if each.points else each.reason
        for each in report.adjustments
    ]


def is_worth_telling(function: FunctionEntry) -> bool:
    """Return whether a function needs an explanation: not if it passed or was skipped."""
    return function.status not in {"passed", "skipped"}


def to_fix(functions: Sequence[FunctionEntry]) -> list[FunctionEntry]:
    """Return what is left to fix in the order of the notebook, since later functions may use earlier ones.

    Functions that are missing come last.
    """
    return sorted(filter(is_worth_telling, functions), key=lambda function: function.status == "missing")


def untouched(functions: Sequence[FunctionEntry]) -> str:
    """Return a sentence if there are several functions, all missing for the same reason; else nothing."""
    reasons = {function.feedback.replace(function.name, "") for function in functions}
    if len(functions) < 2 or len(reasons) > 1 or any(f.status != "missing" for f in functions):  # noqa: PLR2004 - for one alone there is a sentence
        return ""
    return f"Nothing is filled in yet: begin with {functions[0].name}."


def faults(function: FunctionEntry) -> list[str]:
    """Return where a function is wrong, and why, a sentence for each fault that the feedback omits."""
    return [text for fault in function.faults if (text := _unreported(fault, function.feedback))]


def hints(function: FunctionEntry) -> list[str]:
    """Return the rubric's hints on the failed checks, where neither a fault nor the feedback tells an idea.

    They are about the usual mistake: beside the actual one, they would lead astray.
    """
    if any(fault.kind in _TELLING for fault in function.faults):
        return []
    found = dict.fromkeys(
        check.hint
        for check in function.checks
        if check.status != "passed" and check.hint and not check.waiting
    )
    return [hint for hint in found if hint not in function.feedback]


def edits(function: FunctionEntry) -> list[str]:
    """Return the edits that repair a function, as unified diffs; only an instructor's report has any."""
    return list(dict.fromkeys(fault.edit for fault in function.faults if fault.edit))


def _unreported(fault: FaultEntry, feedback: str) -> str:
    if fault.line is None:
        return "" if fault.message in feedback else fault.message
    place = _place(fault)
    if place in feedback:
        return ""
    idea = unquoted(fault.message)
    is_said = idea != fault.message and idea in feedback
    text = fault.message.removesuffix(f": {idea}") if is_said else fault.message
    return f"{'' if fault.certain else 'perhaps '}{place}: {text}"


def _place(fault: FaultEntry) -> str:
    last = "" if fault.end_line in {None, fault.line} else f" to {fault.end_line}"
    lines = f"line{'s' if last else ''} {fault.line}{last}"
    return lines if fault.code_cell is None else f"cell {fault.code_cell}, {lines}"


def location(function: FunctionEntry) -> str:
    """Return where a function is wrong: the lines of its likeliest fault, or else its cell."""
    lines = next((_place(fault) for fault in function.faults[:1] if fault.line is not None), "")
    return lines or ("" if function.code_cell is None else f"cell {function.code_cell}")


def lost(function: FunctionEntry) -> str:
    """Return the names of the failed checks, as a list in one line."""
    return _names(function, waiting=False)


def waiting(function: FunctionEntry) -> str:
    """Return the names of the checks that earn no credit until another one passes."""
    return _names(function, waiting=True)


def _names(function: FunctionEntry, *, waiting: bool) -> str:
    checks = (check for check in function.checks if check.status != "passed")
    return ", ".join(aspect(function, check) for check in checks if check.waiting == waiting)


def aspect(function: FunctionEntry, check: CheckEntry) -> str:
    """Return a check's id without its function's name."""
    return check.id[len(function.name) + 1 :]


def samples(check: CheckEntry) -> Iterator[Sample]:
    """Yield a few positions where a check found wrong values."""
    actual = check.actual or {}
    for location, expected in (check.expected or {}).items():
        yield Sample(location, _shown(actual.get(location)), _shown(expected))


def first_samples(function: FunctionEntry) -> list[Sample]:
    """Return the samples of the first check that has any."""
    check = _first_with_samples(function)
    return [] if check is None else list(samples(check))


def wrong_locations(function: FunctionEntry) -> set[str]:
    """Return the locations of the first samples that are wrong, not a consequence of an earlier one."""
    check = _first_with_samples(function)
    table = None if check is None else samples_of(check)
    return set() if table is None else {row.label for row in table.rows if row.status == WRONG}


def samples_around_faults(check: CheckEntry) -> list[Sample]:
    """Return a few samples; of a model's layers only those that are wrong, and those next to them."""
    found, table = list(samples(check)), samples_of(check)
    if table is None or not table.columns:
        return found
    known = {sample.location: sample for sample in found}
    rows = table.around_the_fault().rows
    return [known.get(row.label, Sample(row.label, "", "")) for row in rows]


def first_samples_around_faults(function: FunctionEntry) -> list[Sample]:
    """Return those samples of the first check that has any."""
    check = _first_with_samples(function)
    return [] if check is None else samples_around_faults(check)


def _first_with_samples(function: FunctionEntry) -> CheckEntry | None:
    return next((check for check in function.checks if check.expected), None)


def _shown(value: Any) -> str:
    return str(tuple(value)) if isinstance(value, list) else str(value)


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:g}"
