"""A report in one line: what a class's list shows of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from grader.report.model import Report


@dataclass(frozen=True)
class Line:
    """One submission of many, on one line."""

    path: str
    status: str
    passed: bool | None
    score: float | None
    max_score: float | None
    note: str

    @classmethod
    def of(cls, report: Report) -> Self:
        """Sum up a report."""
        return cls.of_dict(report.as_dict())

    @classmethod
    def of_dict(cls, report: dict[str, Any]) -> Self:
        """Sum up a report that was read from JSON; the status of one that was not judged is `skipped`."""
        functions = report["functions"]
        skipped = any(function["status"] == "skipped" for function in functions)
        errors = "; ".join(d["message"] for d in report["diagnostics"] if d["severity"] == "error")
        weak = ", ".join(f"{f['name']} {f['status']}" for f in functions if f["status"] != "passed")
        return cls(
            path=report["submission"]["path"],
            status="skipped" if skipped else report["status"],
            passed=report["passed"],
            score=report["score"],
            max_score=report["max_score"],
            note=errors or weak,
        )
