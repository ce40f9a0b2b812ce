"""What a check found, as plain text."""

from __future__ import annotations

from grader.live.result import Bar, Checked, Finding
from grader.live.text import WIDTH, as_text


def test_a_long_remark_is_wrapped() -> None:
    """No line is wider than a page of text."""
    assert max(map(len, as_text(Checked(remarks=("word " * 100,))).splitlines())) <= WIDTH


def test_what_is_missing_is_listed_in_one_line() -> None:
    """In an overview."""
    findings = tuple(Finding(name, "missing", "", 0.0, 4.0, 10.0) for name in "fg")
    started = Finding("e", "passed", "", 4.0, 4.0, 10.0)
    assert "- still to do: f, g" in as_text(Checked((started, *findings), bar=Bar(0, 0, 30, 80)))


def test_an_untouched_notebook_gets_one_sentence() -> None:
    """Which says where to begin."""
    findings = tuple(Finding(name, "missing", "", 0.0, 4.0, 10.0) for name in "fg")
    shown = as_text(Checked(findings, bar=Bar(0, 0, 20, 80)))
    assert shown.startswith("Nothing is filled in yet: begin with f, then check again.\n\n[")
