"""What changed between two folders of reports, as after another rubric or a new version."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grader.batch.gradebook import plain_cell
from grader.batch.saved_reports import people_in, saved_reports
from grader.errors import UsageError
from grader.report.formats import phrases

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from grader.batch.saved_reports import Person
    from grader.report.model import Report


@dataclass(frozen=True)
class Change:
    """One submission whose result changed.

    Attributes:
        name: The student's name, if a gradebook has it and nobody else's is the same; or else the report's
            path in the folders.
        before: The report in the first folder; None if there is none.
        after: The report in the second folder; None if there is none.
    """

    name: str
    before: Report | None
    after: Report | None

    @property
    def difference(self) -> float:
        """The points gained, or lost if negative; 0 if one side has no verdict."""
        scores = [side.score if side is not None else None for side in (self.before, self.after)]
        first, second = scores
        return 0.0 if first is None or second is None else second - first

    @property
    def functions(self) -> list[str]:
        """The functions whose result changed: `pool_forward 0 to 15, failed to passed`."""
        if self.before is None or self.after is None:
            return []
        earlier = {function.name: function for function in self.before.functions}
        found = []
        for now in self.after.functions:
            then = earlier.get(now.name)
            if then is None or (then.status, then.score) == (now.status, now.score):
                continue
            status = f", {then.status} to {now.status}" if then.status != now.status else ""
            found.append(f"{now.name} {_points(then.score)} to {_points(now.score)}{status}")
        return found

    @property
    def sentence(self) -> str:
        """The change as one line."""
        if self.before is None or self.after is None:
            side = "first" if self.after is None else "second"
            return f"{self.name}: only in the {side} folder"
        parts = [f"{_result(self.before)} to {_result(self.after)}", *self.functions]
        if self.before.adjustments != self.after.adjustments:
            parts += phrases.adjustments(self.after) or ["no adjustments any more"]
        return f"{self.name}: {'; '.join(parts)}"


@dataclass(frozen=True)
class Comparison:
    """Two folders of reports.

    Attributes:
        total: The number of submissions in either folder.
        changes: Those whose result changed, in the order of their names.
    """

    total: int
    changes: tuple[Change, ...]

    def sentences(self) -> Iterator[str]:
        """Yield a summary, then a line for each change."""
        same = self.total - len(self.changes)
        both = [change for change in self.changes if change.before is not None and change.after is not None]
        more = sum(change.difference > 0 for change in both)
        less = sum(change.difference < 0 for change in both)
        yield f"{self.total} submissions: {same} unchanged, {more} with more points, {less} with fewer points"
        for word, passed in (("now", True), ("no longer", False)):
            names = [c.name for c in both if _passed(c.after) is passed and _passed(c.before) is not passed]
            if names:
                yield f"{len(names)} {word} {'passes' if len(names) == 1 else 'pass'}: {', '.join(names)}"
        yield from (change.sentence for change in self.changes)


def compare(first: Path, second: Path) -> Comparison:
    """Compare two folders that `--output-dir` wrote.

    Raises:
        UsageError: One of them has no reports.
    """
    before, after = reports_in(first), reports_in(second)
    names = sorted({*before, *after})
    pairs = {name: (before.get(name), after.get(name)) for name in names}
    gradebooks = people_in(first) | people_in(second)
    people = {
        name: _student(report, gradebooks) for name, sides in pairs.items() for report in sides if report
    }
    shared = Counter(people.values())
    unique = {name: who for name, who in people.items() if who and shared[who] == 1}
    changes = (Change(unique.get(name, name), *sides) for name, sides in pairs.items())
    return Comparison(len(names), tuple(change for change in changes if _has_changed(change)))


def _student(report: Report, gradebooks: Mapping[str, tuple[Person, ...]]) -> str:
    """Return who submitted something; empty if no gradebook says."""
    people = gradebooks.get(plain_cell(report.submission.path), ())
    return ", ".join(next(filter(None, person)) for person in people)


def reports_in(folder: Path) -> dict[str, Report]:
    """Return the reports in a folder by their path.

    Raises:
        UsageError: There are none.
    """
    found = {path.as_posix(): report for path, report in saved_reports(folder).items()}
    if not found:
        raise UsageError(f"{folder}: contains no reports")
    return found


def _has_changed(change: Change) -> bool:
    if change.before is None or change.after is None:
        return True
    return _result(change.before) != _result(change.after) or bool(change.functions)


def _passed(report: Report | None) -> bool | None:
    return report.passed if report is not None else None


def _result(report: Report) -> str:
    if report.score is None:
        return "no verdict"
    return f"{report.score:g} / {report.max_score:g} ({'passed' if report.passed else 'not passed'})"


def _points(score: float | None) -> str:
    return "-" if score is None else f"{score:g}"
