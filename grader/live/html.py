"""The results of a check as an HTML fragment for light and dark notebooks."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from grader.live.text import MARKS, bar_sentence, hidden_sentence, sample_rows
from grader.support.decimals import shown

if TYPE_CHECKING:
    from grader.report.pictures import Panel
    from grader.live.result import Checked

LONGEST_SIDE = 168  # pixels on the screen
LARGEST_CELL = 24
_CODE = re.compile(r"`([^`]+)`")


def as_html(checked: Checked) -> str:
    """Return all results as HTML; all text from the student is escaped."""
    return str(
        _template().render(
            checked=checked,
            hidden=hidden_sentence(checked),
            bar_sentence=bar_sentence,
            rows=lambda entry: list(sample_rows(entry)),
            mark=lambda status: MARKS.get(status, "✗"),
            size=_size,
            shown=shown,
        )
    )


@cache
def _template() -> Any:
    from jinja2 import Environment  # noqa: PLC0415 - only where there is HTML
    from markupsafe import Markup, escape  # noqa: PLC0415

    def with_code(text: str) -> Markup:
        return Markup(_CODE.sub(r"<code>\1</code>", str(escape(text))))  # noqa: S704 - escaped

    folder = files("grader.live")
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters["code"] = with_code
    environment.globals["style"] = folder.joinpath("check.css").read_text(encoding="utf-8")
    return environment.from_string(folder.joinpath("check.html.j2").read_text(encoding="utf-8"))


def _size(panel: Panel) -> str:
    """Return the display size of a panel, by its numbers of rows and columns."""
    height, width = panel.shape
    cell = max(1, min(LARGEST_CELL, LONGEST_SIDE // max(height, width)))
    return f"width:{cell * width}px;height:{cell * height}px"
