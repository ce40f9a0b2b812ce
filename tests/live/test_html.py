"""What a check found, as HTML."""

from __future__ import annotations

from grader.live.html import as_html
from grader.live.result import Checked, Finding


def test_code_is_marked_as_code() -> None:
    """What stands between backquotes."""
    finding = Finding("f", "failed", "Call `zero_pad`.", 0.0, 4.0, 10.0, notes=("Call `zero_pad`.",))
    assert "<code>zero_pad</code>" in as_html(Checked((finding,)))


def test_a_remark_is_escaped() -> None:
    """It may quote a student's text."""
    assert "&lt;b&gt;" in as_html(Checked(remarks=("<b>",)))
