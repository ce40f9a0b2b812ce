"""Python source as highlighted lines of HTML."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from grader.report.formats.templating import plain

MAX_CHARACTERS = 200_000  # of a cell; longer ones are shown without colours


@lru_cache(maxsize=1024)
def highlighted(source: str) -> tuple[Any, ...]:
    """Return the lines of a source as HTML: cells recur in the submissions of a class."""
    from markupsafe import Markup, escape

    text = plain(source)
    if len(text) > MAX_CHARACTERS:
        return tuple(Markup(escape(line)) for line in text.split("\n"))  # noqa: S704 - escaped
    from pygments import highlight

    html = highlight(text, *_tools())
    lines = html.removesuffix("\n").split("\n")
    return tuple(Markup(line) for line in lines)  # noqa: S704 - the formatter escapes


@cache
def _tools() -> tuple[Any, Any]:
    # Not from the packages: they replace themselves while they are imported, which other threads can see.
    from pygments.formatters.html import HtmlFormatter
    from pygments.lexers.python import PythonLexer

    return PythonLexer(stripnl=False, ensurenl=False), HtmlFormatter(nowrap=True, classprefix="k-")
