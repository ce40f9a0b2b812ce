"""The page on a class: marks, pass rates, faults by frequency, and a table of all submissions."""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from grader.batch.report_folder import page_of
from grader.batch.spilled_rows import SpilledRows
from grader.batch.statistics import BINS, ClassStatistics
from grader.report.formats import phrases

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from grader.batch.classroom import Classroom
    from grader.batch.statistics import AssignmentStatistics
    from grader.report.model import Report

BAR_WIDTH, BAR_GAP, CHART_HEIGHT = 30, 2, 130
MAX_REASONS, MAX_NAMED = 25, 300  # of a function; submissions with the same reason
MARGIN = 16  # left and right of the chart, for half a number


class Row(NamedTuple):
    """One submission in the table."""

    path: str
    student: str
    link: str
    assignment: str
    score: float | None
    max_score: float | None
    passed: bool | None
    adjusted: bool
    late: bool
    wrong: Sequence[str]

    @property
    def label(self) -> str:
        """The student, or else the path."""
        return self.student or self.path

    @property
    def result(self) -> str:
        """The result in a word."""
        return "no verdict" if self.score is None else "passed" if self.passed else "not passed"


@dataclass(frozen=True)
class Bar:
    """A bar of the distribution of marks: the submissions with `first` to `last` points."""

    x: int
    y: int
    height: int
    count: int
    first: str
    last: str


class ClassPage:
    """`index.html`: written when all reports are known; of each it keeps a line, on the disk.

    It shows no times, so that two runs write the same page.

    Args:
        classroom: Who submitted what.
        reports: The path of each submission's report in the folder, by the submission's name.
        pages: Whether each submission has a page, to which a link leads; otherwise to its report.
    """

    def __init__(self, classroom: Classroom, reports: Mapping[str, str], *, pages: bool) -> None:
        self._classroom = classroom
        self._reports = reports
        self._pages = pages
        self._statistics = ClassStatistics()
        self._rows = SpilledRows()
        self._counts: Counter[str] = Counter()
        self._without: dict[str, list[str]] = {}

    def add(self, report: Report) -> str:
        """Add a report; nothing is written before the end."""
        self._statistics.add(report)
        path = report.submission.path
        handed_in = self._classroom.of(path)
        wrong = tuple(f.name for f in report.functions if f.status != "passed")
        row = Row(
            path=path,
            student=handed_in.label,
            link=self._link(path),
            assignment=report.assignment.id if report.assignment else "",
            score=report.score,
            max_score=report.max_score,
            passed=report.passed,
            adjusted=bool(report.adjustments),
            late=bool(handed_in.late),
            wrong=wrong if report.score is not None else (),
        )
        self._rows.add(row)
        self._counts[row.result] += 1
        if report.score is None:
            self._without.setdefault(phrases.reasons(report), []).append(path)
        return ""

    def finish(self) -> Iterator[str]:
        """Yield the page."""
        from grader.report.formats.templating import pieces_of_page  # for those who have a class

        without = sum(map(len, self._without.values()))
        yield from pieces_of_page(
            "class",
            rows=itertools.starmap(Row, self._rows.sorted(lambda row: Row(*row).label.casefold())),
            count=len(self._rows),
            graded=len(self._rows) - without,
            passed=self._counts["passed"],
            assignments=list(self._statistics.assignments.values()),
            by_path=self._named_above(),
            max_named=MAX_NAMED,
            max_reasons=MAX_REASONS,
            without=sorted(self._without.items(), key=lambda item: item[0].lower()),
            without_count=without,
            absent=[student.label for student in self._classroom.absent],
            bars=lambda statistics: list(_bars(statistics)),
            rules=_rules,
            pass_line=_pass_line,
            chart=(BINS * (BAR_WIDTH + BAR_GAP) + 2 * MARGIN, CHART_HEIGHT),
            bar_width=BAR_WIDTH,
        )

    def _named_above(self) -> dict[str, Row]:
        """Return the rows that are named above the table, by path."""
        lists = list(self._without.values())
        for assignment in self._statistics.assignments.values():
            for function in assignment.functions.values():
                lists += [function.missing, *(paths for _, paths in function.frequent()[:MAX_REASONS])]
        named = {path for paths in lists for path in paths[:MAX_NAMED]}
        return {row[0]: Row(*row) for row in self._rows if row[0] in named} if named else {}

    def _link(self, path: str) -> str:
        from urllib.parse import quote

        if path not in self._reports:
            return ""
        report = Path(self._reports[path])
        target = page_of(report) if self._pages else report
        return quote(target.as_posix(), errors="replace")


def _bars(statistics: AssignmentStatistics) -> Iterator[Bar]:
    counts = statistics.bins()
    most = max(counts, default=0) or 1
    for number, count in enumerate(counts):
        height = round((CHART_HEIGHT - 40) * count / most)
        first, last = (f"{statistics.max_score * n / BINS:g}" for n in (number, number + 1))
        x = MARGIN + number * (BAR_WIDTH + BAR_GAP) + BAR_GAP // 2
        yield Bar(x, CHART_HEIGHT - 20 - height, height, count, first, last)


def _rules(statistics: AssignmentStatistics) -> str:
    """Return by which rules an assignment was graded: `rubric default; pass mark 80 %; edition 2022`."""
    rubrics, pass_marks, editions = statistics.graded_by
    marks = [f"{mark:g} %" for mark in sorted(pass_marks)]
    named = (("rubric", sorted(rubrics)), ("pass mark", marks), ("edition", sorted(editions)))
    return "; ".join(f"{name}{'s' * (len(each) > 1)} {', '.join(each)}" for name, each in named if each)


def _pass_line(statistics: AssignmentStatistics) -> float | None:
    """Return where the pass mark is in the chart; None if submissions have different ones."""
    marks = statistics.graded_by[1]
    return MARGIN + BINS * (BAR_WIDTH + BAR_GAP) * max(marks) / 100 if len(marks) == 1 else None
