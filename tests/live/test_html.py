"""What a check found, as HTML."""

from __future__ import annotations

from grader.live.html import as_html
from grader.live.result import Checked


def test_the_style_comes_with_it() -> None:
    """A notebook has no style sheet of ours."""
    assert ".grader-check" in as_html(Checked()).partition("</style>")[0]


def test_a_remark_is_escaped() -> None:
    """It may quote a student's text."""
    assert "&lt;b&gt;" in as_html(Checked(remarks=("<b>",)))
