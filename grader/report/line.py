"""A report as one line in the list of a class."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from grader.report.formats import phrases

if TYPE_CHECKING:
    from grader.report.model import Report


@dataclass(frozen=True)
class Line:
    """One submission of several, on one line; its status is `skipped` if it was not graded."""

    path: str
    status: str
    passed: bool | None
    score: float | None
    max_score: float | None
    note: str

    @classmethod
    def of(cls, report: Report) -> Self:
        """Summarize a report."""
        skipped = any(function.status == "skipped" for function in report.functions)
        weak = [f"{f.name} {f.status}" for f in report.functions if f.status != "passed"]
        return cls(
            path=report.submission.path,
            status="skipped" if skipped else report.status,
            passed=report.passed,
            score=report.score,
            max_score=report.max_score,
            note=phrases.reasons(report) or phrases.untouched(report.functions) or ", ".join(weak),
        )
