"""A report in Gradescope's format: the content of `results.json`.

Each function is a test without points that tells students what is wrong; its checks are the tests with
points. Every text is sent as plain text: Gradescope would treat the top-level output as HTML.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from grader.report.formats import phrases
from grader.support.text import DIRECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.report.model import CheckEntry, FunctionEntry, Report

_CONTROL = re.compile(rf"[\x00-\x08\x0b-\x1f\x7f-\x9f{DIRECTIONS}]")


def graded(report: Report, hidden: str) -> dict[str, Any]:
    """Return the results of a report that has a verdict.

    Args:
        report: The report, for students.
        hidden: The visibility of hidden checks, in Gradescope's terms.
    """
    tests = [
        test
        for number, function in enumerate(report.functions, 1)
        for test in _tests(number, function, hidden)
    ]
    remarks = [
        f"cell {note.code_cell}: {note.message}" for note in report.diagnostics if note.code_cell is not None
    ]
    title = f"{report.assignment.title}; edition {report.assignment.generation}" if report.assignment else ""
    return _results(
        "\n".join([title, *phrases.adjustments(report), *remarks]),
        score=report.score,
        execution_time=round(report.timing.wall_seconds, 2),
        tests=tests,
    )


def refused(reason: str, max_score: float) -> dict[str, Any]:
    """Return the results of a submission that can't be graded: no points, and the reason."""
    test = {"score": 0.0, "max_score": max_score, "status": "failed", "name": "The submission can be graded"}
    return _results(reason, score=0.0, tests=[{**test, "output": _text(reason), "visibility": "visible"}])


def failed(reason: str) -> dict[str, Any]:
    """Return the results of a failure of the grader: no points at all, never a zero.

    Gradescope requires points and shows a result without any as an autograder failure, which is correct.
    """
    return _results(
        f"The grader failed, not your notebook. Your instructor can run it again. {reason}", tests=[]
    )


def _results(output: str, **rest: Any) -> dict[str, Any]:
    formats = {"output_format": "text", "test_output_format": "text", "test_name_format": "text"}
    return {**rest, "output": _text(output), **formats, "stdout_visibility": "hidden"}


def _tests(number: int, function: FunctionEntry, hidden: str) -> Iterator[dict[str, Any]]:
    yield {
        "name": function.name,
        "number": str(number),
        "status": _status(function.status),
        "output": _text(function.feedback),
        "visibility": "visible",
    }
    for location, check in enumerate(function.checks, 1):
        yield _points(f"{number}.{location}", check.id, check.status, check.score, check.max_score) | {
            "output": _text(_details(check)),
            "visibility": hidden if check.visibility == "hidden" else "visible",
        }
    if not function.checks:
        name = f"{function.name}.all"
        yield _points(f"{number}.1", name, function.status, function.score, function.max_score) | {
            "output": _text(function.feedback),
            "visibility": "visible",
        }


def _points(number: str, name: str, status: str, score: float | None, max_score: float) -> dict[str, Any]:
    return {
        "name": name,
        "number": number,
        "status": _status(status),
        "score": score or 0.0,
        "max_score": max_score,
    }


def _status(status: str) -> str:
    return "passed" if status == "passed" else "failed"


def _details(check: CheckEntry) -> str:
    lines = [check.message, check.hint or ""]
    lines += [
        f"{s.location}: {s.actual}, but should be {s.expected}"
        for s in phrases.samples_around_faults(check)
        if not s.agrees
    ]
    return "\n".join(line for line in lines if line)


def _text(text: str) -> str:
    """Remove characters that a database may refuse: a student's code chooses some of the text."""
    return _CONTROL.sub(" ", text.encode("utf-8", "replace").decode())
