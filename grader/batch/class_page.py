"""The page on a class: marks, pass rates, faults by frequency, and a table of all submissions."""

from __future__ import annotations

from dataclasses import dataclass
from sys import intern
from typing import TYPE_CHECKING

from grader.batch.report_folder import page_of
from grader.batch.statistics import BINS, ClassStatistics
from grader.report.formats import phrases

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from grader.batch.classroom import Classroom
    from grader.batch.statistics import AssignmentStatistics
    from grader.report.model import Report

BAR_WIDTH, BAR_GAP, CHART_HEIGHT = 30, 2, 130
MARGIN = 16  # left and right of the chart, for half a number


@dataclass(frozen=True)
class Row:
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
    wrong: tuple[str, ...]
    remark: str

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
    """`index.html`: written when all reports are known; of each it keeps a line.

    It shows no times, so that two runs write the same page.

    Args:
        classroom: Who submitted what.
        reports: The path of each submission's report in the folder, by the submission's name.
        pages: Whether each submission has a page, to which a link leads; otherwise to its report.
    """

    def __init__(self, classroom: Classroom, reports: Mapping[str, Path], *, pages: bool) -> None:
        self._classroom = classroom
        self._reports = reports
        self._pages = pages
        self._statistics = ClassStatistics()
        self._rows: list[Row] = []

    def add(self, report: Report) -> str:
        """Add a report; nothing is written before the end."""
        self._statistics.add(report)
        path = report.submission.path
        handed_in = self._classroom.of(path)
        wrong = (intern(f.name) for f in report.functions if f.status != "passed")
        self._rows.append(
            Row(
                path=path,
                student=handed_in.label,
                link=self._link(path),
                assignment=intern(report.assignment.id) if report.assignment else "",
                score=report.score,
                max_score=report.max_score,
                passed=report.passed,
                adjusted=bool(report.adjustments),
                late=bool(handed_in.late),
                wrong=tuple(wrong) if report.score is not None else (),
                remark=phrases.reasons(report),
            )
        )
        return ""

    def finish(self) -> str:
        """Return the page."""
        from grader.report.formats.templating import page  # for those who have a class

        rows = sorted(self._rows, key=lambda row: row.label.casefold())
        return page(
            "class",
            rows=rows,
            graded=sum(row.score is not None for row in rows),
            passed=sum(bool(row.passed) for row in rows),
            assignments=list(self._statistics.assignments.values()),
            by_path={row.path: row for row in rows},
            without=[row for row in rows if row.score is None],
            absent=[student.label for student in self._classroom.absent],
            bars=lambda statistics: list(_bars(statistics)),
            rules=_rules,
            pass_line=_pass_line,
            chart=(BINS * (BAR_WIDTH + BAR_GAP) + 2 * MARGIN, CHART_HEIGHT),
            bar_width=BAR_WIDTH,
        )

    def _link(self, path: str) -> str:
        from urllib.parse import quote

        report = self._reports.get(path)
        if report is None:
            return ""
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
