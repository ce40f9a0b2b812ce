"""A report in one line: what a class's list shows of it."""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from grader.report.model import Report


@dataclass(frozen=True)
class Line:
    """One submission of many, on one line; the status of one that was not judged is `skipped`."""

    path: str
    status: str
    passed: bool | None
    score: float | None
    max_score: float | None
    note: str

    @classmethod
    def of(cls, report: Report) -> Self:
        """Sum up a report."""
        return cls._of(
            report.submission.path,
            report,
            [(function.name, function.status) for function in report.functions],
            [d.message for d in report.diagnostics if d.severity == "error"],
        )

    @classmethod
    def of_dict(cls, report: dict[str, Any]) -> Self:
        """Sum up a report that was read from JSON."""
        return cls._of(
            report["submission"]["path"],
            SimpleNamespace(**report),
            [(function["name"], function["status"]) for function in report["functions"]],
            [d["message"] for d in report["diagnostics"] if d["severity"] == "error"],
        )

    @classmethod
    def _of(cls, path: str, report: Any, functions: list[tuple[str, str]], errors: list[str]) -> Self:
        skipped = any(status == "skipped" for _, status in functions)
        weak = ", ".join(f"{name} {status}" for name, status in functions if status != "passed")
        return cls(
            path=path,
            status="skipped" if skipped else report.status,
            passed=report.passed,
            score=report.score,
            max_score=report.max_score,
            note="; ".join(errors) or weak,
        )
