"""How a class did: marks, pass rates of functions and checks, and faults by frequency."""

from __future__ import annotations

from array import array
from collections import Counter
from dataclasses import dataclass, field
from statistics import mean, median
from sys import intern
from typing import TYPE_CHECKING

from grader.report.formats import phrases
from grader.support.text import some

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from grader.report.model import FunctionEntry, Report

BINS = 10
MAX_REASON = 200  # characters of a reason
MAX_REASONS = 3  # of a function, in the closing lines


@dataclass
class Rate:
    """How often something was right.

    Attributes:
        total: How often it was judged.
        statuses: How often it had each status.
    """

    total: int = 0
    statuses: Counter[str] = field(default_factory=Counter)

    def add(self, status: str) -> None:
        """Count one."""
        self.total += 1
        self.statuses[intern(status)] += 1

    @property
    def passed(self) -> int:
        """How often it passed."""
        return self.statuses["passed"]

    @property
    def failed(self) -> int:
        """How often it did not pass."""
        return self.total - self.passed

    @property
    def percent(self) -> float:
        """How often it passed, in percent."""
        return 100 * self.passed / self.total if self.total else 0.0


@dataclass
class FunctionStatistics(Rate):
    """The results of one function in a class.

    Attributes:
        checks: The results of its checks by name.
        reasons: Who has each fault, by path, with the most frequent fault first in `frequent`.
        missing: In whose submissions it is missing, by path.
    """

    checks: dict[str, Rate] = field(default_factory=dict)
    reasons: dict[str, list[str]] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)

    def frequent(self) -> list[tuple[str, list[str]]]:
        """Return the faults with the submissions that have them, most frequent first."""
        return sorted(self.reasons.items(), key=lambda item: (-len(item[1]), item[0]))


@dataclass
class AssignmentStatistics:
    """The results of one assignment in a class.

    Attributes:
        id: The assignment.
        title: Its title.
        max_score: The maximum points.
        scores: The points of each graded submission.
        passed: How many passed.
        functions: The results of each function by name.
        graded_by: The rubrics, pass marks and editions that applied, in this order.
    """

    id: str
    title: str
    max_score: float = 0.0
    scores: array[float] = field(default_factory=lambda: array("d"))
    passed: int = 0
    functions: dict[str, FunctionStatistics] = field(default_factory=dict)
    graded_by: tuple[set[str], set[float], set[str]] = field(default_factory=lambda: (set(), set(), set()))

    @property
    def mean(self) -> float:
        """The mean of the points."""
        return mean(self.scores)

    @property
    def median(self) -> float:
        """The median of the points."""
        return median(self.scores)

    def bins(self) -> list[int]:
        """Return how many submissions there are in each tenth of the points."""
        full = self.max_score or 1.0
        counts = Counter(min(BINS - 1, max(0, int(BINS * score / full))) for score in self.scores)
        return [counts[number] for number in range(BINS)]


class ClassStatistics:
    """Collects statistics, report by report.

    Args:
        name_of: Names who submitted a path; by default the path itself.
    """

    def __init__(self, name_of: Callable[[str], str] = str) -> None:
        self._name_of = name_of
        self.assignments: dict[str, AssignmentStatistics] = {}

    def add(self, report: Report) -> None:
        """Add a report; one without a verdict does not count."""
        if report.assignment is None or report.score is None:
            return
        key = intern(report.assignment.id)
        found = self.assignments.setdefault(key, AssignmentStatistics(key, report.assignment.title))
        found.max_score = max(found.max_score, report.max_score or 0.0)
        found.scores.append(report.score)
        found.passed += bool(report.passed)
        _note_rules(found, report, report.assignment.generation)
        for function in report.functions:
            _count(found.functions.setdefault(intern(function.name), FunctionStatistics()), function, report)

    def sentences(self) -> Iterator[str]:
        """Yield the closing lines on a class: for each assignment the marks, then what failed and why."""
        for assignment in self.assignments.values():
            yield (
                f"{assignment.id}: {len(assignment.scores)} graded, {assignment.passed} passed, "
                f"mean {_rounded(assignment.mean)}, median {_rounded(assignment.median)} "
                f"of {assignment.max_score:g} points"
            )
            for name, function in assignment.functions.items():
                if function.failed:
                    why = _why(function, self._name_of)
                    yield f"  {name}: to fix in {function.failed} of {function.total}{why}"


def _note_rules(statistics: AssignmentStatistics, report: Report, edition: str) -> None:
    rubrics, pass_marks, editions = statistics.graded_by
    rubrics |= {report.rubric.name} if report.rubric else set()
    pass_marks |= {report.pass_mark} if report.pass_mark is not None else set()
    editions.add(edition)


def _count(statistics: FunctionStatistics, function: FunctionEntry, report: Report) -> None:
    statistics.add(function.status)
    if function.status == "missing":
        statistics.missing.append(intern(report.submission.path))
    for check in function.checks:
        name = intern(phrases.aspect(function, check))
        statistics.checks.setdefault(name, Rate()).add("passed" if check.status == "passed" else "failed")
    for reason in reasons_of(function) if function.status != "missing" else ():  # the count says it all
        statistics.reasons.setdefault(intern(reason), []).append(intern(report.submission.path))


def reasons_of(function: FunctionEntry) -> list[str]:
    """Return why a function is not right, without its name, as lines that other submissions may share.

    Every fault that is certain counts, or else the likeliest one, or else the feedback; none if it is right.
    """
    if not phrases.is_worth_telling(function):
        return []
    faults = [fault for fault in function.faults if fault.certain] or list(function.faults[:1])
    texts = [phrases.unquoted(fault.message) for fault in faults] or [function.feedback]
    lines = (" ".join(phrases.unnamed(text, function.name).split()) for text in texts)
    return [shortened(line, MAX_REASON) for line in dict.fromkeys(lines)]


def shortened(line: str, limit: int) -> str:
    """Return a line, cut if it is longer than a limit."""
    return line if len(line) <= limit else f"{line[: limit - 1]}…"


def _why(function: FunctionStatistics, name_of: Callable[[str], str]) -> str:
    """Return the reasons that several submissions share, and who they are."""
    shared = [(reason, paths) for reason, paths in function.frequent() if len(paths) > 1][:MAX_REASONS]
    counts = ", ".join(
        f"{count} {status}" for status, count in function.statuses.items() if status != "passed"
    )
    reasons = "; ".join(
        f"{len(paths)} submissions ({some([name_of(path) for path in paths])}): {reason}"
        for reason, paths in shared
    )
    return f" ({counts})" + (f". {reasons}" if reasons else "")


def _rounded(number: float) -> str:
    return f"{round(number, 2):g}"
