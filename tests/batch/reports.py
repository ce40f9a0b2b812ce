"""Reports without grading anything."""

from __future__ import annotations

from grader.extract.submission import digest
from grader.report.model import (
    AssignmentEntry,
    CheckEntry,
    DiagnosticEntry,
    Environment,
    FunctionEntry,
    IsolationEntry,
    Report,
    RubricEntry,
    SubmissionEntry,
    Timing,
)

DIGEST = "sha256:" + "0" * 64


def report_on(path: str, assignment: str | None = "doubling", problem: str = "", **scores: float) -> Report:
    """Return a report.

    Args:
        path: Of the submission.
        assignment: Its id; None where none was recognised, and nothing graded.
        problem: Why there is no verdict.
        **scores: Of 10, by function.
    """
    graded = assignment is not None and not problem
    functions = tuple(
        FunctionEntry(name, "passed", score, 10.0, "Good.", 1, (_check(name, score),))
        for name, score in (scores or {"double": 10.0}).items()
    )
    return Report(
        schema_version="1.0",
        assignment=AssignmentEntry(assignment, "Title", "2021", DIGEST) if assignment else None,
        rubric=RubricEntry("default", DIGEST) if assignment else None,
        submission=SubmissionEntry(path, digest(path.encode())),
        status="graded" if graded else "ungradable",
        score=sum(function.score or 0 for function in functions) if graded else None,
        max_score=10.0 * len(functions) if graded else None,
        pass_mark=50.0 if graded else None,
        passed=True if graded else None,
        functions=functions if graded else (),
        diagnostics=(DiagnosticEntry("error", None, problem),) if problem else (),
        environment=Environment(
            "1", "3", "2", None, None, IsolationEntry("enforced", ("landlock", "seccomp")), None
        ),
        timing=Timing(0.1),
    )


def _check(name: str, score: float) -> CheckEntry:
    expected, actual = {"return[0]": 1.5}, {"return[0]": [1, 2]}
    return CheckEntry(f"{name}.a", "seeded", "public", "passed", score, 10.0, "Good.", expected, actual, None)
