"""Python source as highlighted lines of HTML."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from grader.report.formats.templating import plain

MAX_CHARACTERS, MAX_LINE = 200_000, 2000  # of a cell, and of a line; longer ones are shown without colours


@lru_cache(maxsize=1024)
def highlighted(source: str) -> tuple[Any, ...]:
    """Return the lines of a source as HTML: cells recur in the submissions of a class."""
    from markupsafe import Markup

    # Nobody sees blanks at a line's end; the patterns that find colours take time with the square of them.
    lines = [line.rstrip() for line in plain(source).split("\n")]
    if len(source) > MAX_CHARACTERS or max(map(len, lines)) > MAX_LINE:
        return colourless(source)
    from pygments import highlight

    html = highlight("\n".join(lines), *_tools())
    shown = html.removesuffix("\n").split("\n")
    return tuple(Markup(line) for line in shown)  # noqa: S704 - the formatter escapes


def colourless(source: str) -> tuple[Any, ...]:
    """Return the lines of a source as HTML, without colours."""
    from markupsafe import Markup, escape

    return tuple(Markup(escape(line)) for line in plain(source).split("\n"))  # noqa: S704 - escaped


@cache
def _tools() -> tuple[Any, Any]:
    # Not from the packages: they replace themselves while they are imported, which other threads can see.
    from pygments.formatters.html import HtmlFormatter
    from pygments.lexers.python import PythonLexer

    return PythonLexer(stripnl=False, ensurenl=False), HtmlFormatter(nowrap=True, classprefix="k-")
