"""The results of a check as an HTML fragment for light and dark notebooks."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from grader.live.text import MARKS, bar_sentence, hidden_sentence
from grader.report.formats.panels import drawn
from grader.report.formats.samples import samples_of
from grader.report.formats.templating import environment
from grader.support.decimals import shown

if TYPE_CHECKING:
    from grader.live.result import Checked


def as_html(checked: Checked) -> str:
    """Return all results as HTML; all text from the student is escaped."""
    return str(
        _template().render(
            checked=checked,
            hidden=hidden_sentence(checked),
            bar_sentence=bar_sentence,
            samples_of=samples_of,
            drawn=drawn,
            mark=lambda status: MARKS.get(status, "✗"),
            shown=shown,
            style=files("grader.live").joinpath("check.css").read_text(encoding="utf-8"),
        )
    )


@cache
def _template() -> Any:
    text = files("grader.live").joinpath("check.html.j2").read_text(encoding="utf-8")
    return environment().from_string(text)
