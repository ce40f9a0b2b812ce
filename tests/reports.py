"""Reports for tests of what is made of them: of every kind, and with hostile text in every place for it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

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

DIGEST = f"sha256:{'0' * 64}"


def check(name: str, status: str = "passed", **changes: Any) -> CheckEntry:
    """Make one public check of four points."""
    score = {"passed": 4.0, "skipped": None}.get(status, 0.0)
    message = "Passed." if status == "passed" else "double: return is 4, but should be 6."
    entry = CheckEntry(name, "seeded", "public", status, score, 4.0, message, None, None, None)
    return replace(entry, **changes)


def function(name: str, status: str = "passed", *checks: CheckEntry, **changes: Any) -> FunctionEntry:
    """Make one function."""
    feedback = "All checks passed." if status == "passed" else "The value is squared; add it to itself."
    score = None if status == "skipped" else sum(each.score or 0.0 for each in checks)
    points = sum(each.max_score for each in checks) or 4.0
    return replace(FunctionEntry(name, status, score, points, feedback, 2, checks, code_cell=2), **changes)


def report(*functions: FunctionEntry, path: str = "a.ipynb", **changes: Any) -> Report:
    """Make a report on some functions, which counts their points."""
    score = sum(each.score or 0.0 for each in functions)
    max_score = sum(each.max_score for each in functions)
    entry = Report(
        schema_version="1.1",
        assignment=AssignmentEntry("doubling", "Doubling", "only", DIGEST),
        rubric=RubricEntry("default", DIGEST),
        submission=SubmissionEntry(path, DIGEST),
        status="graded",
        score=score,
        max_score=max_score,
        pass_mark=50.0,
        passed=score * 2 >= max_score,
        functions=functions,
        diagnostics=(),
        environment=Environment("0", "3", "2", None, None, IsolationEntry("enforced", ("landlock 7",)), None),
        timing=Timing(0.25),
    )
    return replace(entry, **changes)


def ungradable(reason: str = "a.ipynb: is no notebook", **changes: Any) -> Report:
    """Make a report on something that can't be graded."""
    nothing = dict.fromkeys(("assignment", "rubric", "score", "max_score", "pass_mark", "passed"))
    note = DiagnosticEntry("error", None, reason)
    return replace(report(), **nothing, status="ungradable", diagnostics=(note,), **changes)


def skipped(reason: str = "The grader failed, not the submission: no box.") -> Report:
    """Make a report on what the grader could not judge."""
    entry = report(function("double", "skipped", feedback="Not graded.", cell=None, code_cell=None))
    note = DiagnosticEntry("error", None, reason)
    return replace(entry, status="ungradable", score=None, passed=None, diagnostics=(note,))


def mixed() -> Report:
    """Make a report with a function of every status."""
    samples = {"expected": {"return": 6, "shape": [2, 3]}, "actual": {"return": 4, "shape": [3, 2]}}
    return report(
        function("right", "passed", check("right.seeded")),
        function("wrong", "failed", check("wrong.seeded", "failed", **samples), check("wrong.float32")),
        function("broken", "error", check("broken.seeded", "error", message="broken: raised ValueError.")),
        function("endless", "timeout", check("endless.seeded", "timeout", hint="Count down.")),
        function("absent", "missing", feedback="absent is not defined.", cell=None, code_cell=None),
        diagnostics=(DiagnosticEntry("warning", 3, "np.float is gone.", code_cell=3),),
    )


def hostile(text: str) -> Report:
    """Make a report that says a text wherever a student's code may choose what it says."""
    bad = check(
        "double.seeded", "failed", message=text, hint=text, expected={text: text}, actual={text: text}
    )
    return report(
        function("double", "failed", bad, feedback=text),
        path=text,
        diagnostics=(DiagnosticEntry("warning", 1, text, code_cell=1),),
    )


NASTY = (
    "<script>alert(1)</script><img src=x onerror=y>",
    "]]> --> <!-- <![CDATA[ &amp; &#0;",
    "\x00\x01\x1b[31m\x7f\ufffe\ud800 surrogate",
    "| a | b |\n| - | - |\n\n# head\n\n- item\n\n```\ncode",
    "[text](http://evil.example) ![x](http://evil.example/y.png) <http://evil.example>",
    "http://evil.example www.evil.example a@evil.example @everyone #1",
    "**bold** _em_ ~~gone~~ `code` ``` $x$ \\",
    "a\r\n::error file=x::pwned\n::set-output name=score::100\n##[add-mask]x",
    "%0A::stop-commands::x",
    "\u202edetsevni\u202c \u2028::error::x\u2029",
)
