"""What several kinds of reports say alike: the verdict, points, samples, the checks that do not hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from grader.support.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.report.model import CheckEntry, FunctionEntry, Report


class Sample(NamedTuple):
    """One place in a function's result: the value that is there, and the one that should be."""

    location: str
    actual: str
    expected: str


def points(score: float | None, max_score: float | None) -> str:
    """Return points as `4 / 10`; `- / 10` where nothing was judged."""
    return f"{_number(score)} / {_number(max_score)}"


def verdict(report: Report) -> str:
    """Return the verdict as `79 / 100, not passed`, or `no verdict`."""
    if report.score is None:
        return "no verdict"
    return f"{points(report.score, report.max_score)}, {'passed' if report.passed else 'not passed'}"


def reasons(report: Report) -> str:
    """Return what went wrong, in one line: why there is no verdict, where there is none."""
    return " ".join(map(clean, report.errors))


def adjustments(report: Report) -> list[str]:
    """Return what was added to the points or taken, and why: `-10 points: 1 day late`."""
    return [
        f"{each.points:+g} points: {each.reason}" if each.points else each.reason
        for each in report.adjustments
    ]


def is_worth_telling(function: FunctionEntry) -> bool:
    """Tell whether there is something to say of a function: nothing, when all is well or nobody looked."""
    return function.status not in {"passed", "skipped"}


def lost(function: FunctionEntry) -> str:
    """Return the names of the checks that do not hold, as a list in one line."""
    return _names(function, waiting=False)


def waiting(function: FunctionEntry) -> str:
    """Return the names of the checks that hold, but earn no credit until another one passes."""
    return _names(function, waiting=True)


def _names(function: FunctionEntry, *, waiting: bool) -> str:
    checks = (check for check in function.checks if check.status != "passed")
    return ", ".join(aspect(function, check) for check in checks if check.waiting == waiting)


def aspect(function: FunctionEntry, check: CheckEntry) -> str:
    """Return a check's id without its function's name."""
    return check.id[len(function.name) + 1 :]


def samples(check: CheckEntry) -> Iterator[Sample]:
    """Yield a few places where a check found other values than there should be."""
    actual = check.actual or {}
    for location, expected in (check.expected or {}).items():
        yield Sample(location, _shown(actual.get(location)), _shown(expected))


def first_samples(function: FunctionEntry) -> list[Sample]:
    """Return the samples of the first check that has any."""
    return next((found for check in function.checks if (found := list(samples(check)))), [])


def _shown(value: Any) -> str:
    return str(tuple(value)) if isinstance(value, list) else str(value)


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:g}"
