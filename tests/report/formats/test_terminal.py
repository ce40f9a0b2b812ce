"""The summary for a person."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from grader.report.formats.terminal import print_line, print_summary
from grader.report.line import Line
from grader.report.model import DiagnosticEntry, FaultEntry
from tests.commands import SAMPLE, STARTER
from tests.reports import check, function, report

if TYPE_CHECKING:
    from grader.pipeline import Grader
    from grader.report.model import Report


def summary(report: Report, *, verbose: bool = False) -> list[str]:
    """Return the lines of a summary that goes to a file."""
    stream = io.StringIO()
    print_summary(report, stream, verbose=verbose)
    return stream.getvalue().splitlines()


def line(report: Report) -> str:
    """Return the line of a report."""
    stream = io.StringIO()
    print_line(Line.of(report), stream)
    return stream.getvalue()


def test_every_function_has_a_row(grader: Grader) -> None:
    """With mark, points, status and cell."""
    rows = [text.split() for text in summary(grader.grade(SAMPLE))[3:11]]
    assert rows[3] == ["✗", "pool_forward", "0", "/", "15", "failed", "cell", "6"]
    assert [row[0] for row in rows] == list("✓✓✓✗✓✓✓✗")


def test_no_line_ends_in_spaces(grader: Grader) -> None:
    """They would be in the README."""
    assert [text for text in summary(grader.grade(SAMPLE)) if text != text.rstrip()] == []


def test_verbose_lists_every_check(grader: Grader) -> None:
    """Also those that hold."""
    report = grader.grade(SAMPLE)
    text = "\n".join(summary(report, verbose=True))
    assert [c.id for f in report.functions for c in f.checks if f" {c.id} " not in text] == []


def test_what_is_blank_is_said_once(grader: Grader) -> None:
    """One sentence for all functions, and no checks."""
    text = summary(grader.grade(STARTER))
    assert text[12:-1] == ["  Nothing is filled in yet: begin with zero_pad.", ""]
    assert text[-1] == "0 / 100  not passed  (pass mark 80 %)"


def test_a_report_without_verdict_says_why(grader: Grader) -> None:
    """In one paragraph."""
    report = grader.grade(Path("no.ipynb"))
    assert summary(report) == [
        "no.ipynb",
        "",
        "No verdict. It can't be read: No such file or directory.",
    ]


def test_remarks_are_shown(grader: Grader) -> None:
    """By their severity."""
    report = replace(grader.grade(SAMPLE), diagnostics=(DiagnosticEntry("warning", 1, "Old.", code_cell=1),))
    assert "  warning: Old." in summary(report)


def test_hints_and_edits_are_shown() -> None:
    """A hint where no fault tells the idea; an edit where the report has one, for instructors."""
    hinted = function("f", "failed", check("f.a", "failed", hint="Use the stride."))
    fault = FaultEntry(
        2, 2, 2, "edit", certain=True, message="No.", edit="--- a\n+++ b\n@@ -1 +1 @@\n-x\n+y\n"
    )
    text = summary(report(hinted, function("g", "failed", faults=(fault,))))
    assert "    Hint: Use the stride." in text
    assert text[(start := text.index("      -x")) - 1 : start + 2] == [
        "      @@ -1 +1 @@",
        "      -x",
        "      +y",
    ]


@pytest.mark.parametrize("text", ["[red]x[/red]", "[/]", "[link=http://x]y"])
def test_markup_is_text(grader: Grader, text: str) -> None:
    """Names are chosen by students."""
    report = replace(grader.grade(SAMPLE), submission=replace(grader.grade(SAMPLE).submission, path=text))
    assert summary(report)[0] == text
    assert text in line(report)


def test_a_line_has_mark_path_and_points(grader: Grader) -> None:
    """However long it is."""
    report = grader.grade(SAMPLE, "x" * 150)
    assert line(report) == f"✗ {'x' * 150}  79 / 100  pool_forward failed, pool_backward failed\n"


def test_a_line_without_verdict_has_a_question_mark(grader: Grader) -> None:
    """Nobody failed."""
    assert line(grader.grade(Path("no.ipynb"))).startswith("? no.ipynb  no verdict  ")


def test_the_last_line_says_what_to_fix_first(grader: Grader) -> None:
    """If there is a choice; with the line, or else the cell."""
    report = grader.grade(SAMPLE)
    without = tuple(replace(function, faults=()) for function in report.functions)
    assert summary(replace(report, functions=without))[-1] == "Fix first: pool_forward, cell 6"
    fault = FaultEntry(6, 12, 12, "edit", certain=True, message="Wrong.", edit=None, code_cell=6)
    located = tuple(replace(function, faults=(fault,)) for function in report.functions)
    assert summary(replace(report, functions=located))[-1] == "Fix first: pool_forward, cell 6, line 12"
    assert "Fix first" not in summary(replace(report, functions=report.functions[:4]))[-1]


def test_a_line_is_written_at_once(grader: Grader) -> None:
    """A progress bar below it can then make room for it."""
    written: list[str] = []
    stream = io.StringIO()
    stream.write = written.append  # type: ignore[assignment]
    print_line(Line.of(grader.grade(SAMPLE)), stream)
    assert len([text for text in written if text]) == 1
