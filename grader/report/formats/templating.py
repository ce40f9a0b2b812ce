"""HTML pages from templates: text is escaped, and only a page's own style and script may run."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

    from jinja2 import Environment

PIECES = 100  # of a template, written at once
_CODE = re.compile(r"`([^`]+)`")
_BREAKS = re.compile(r"(?<=[,/])(?=[^\s])|(?<=[a-z]{3})(?=[A-Z])|(?<=_)(?=[a-z])")
# Control characters, and characters that change the direction of the text after them.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]"
)


def folder() -> Traversable:
    """Return the folder of the templates."""
    return files("grader.report.formats").joinpath("templates")


@cache
def environment() -> Environment:
    """Return the environment of all templates; text is escaped."""
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    made = Environment(
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        loader=FunctionLoader(_text),
        finalize=_shown,
    )
    made.filters["code"] = with_code
    made.filters["breakable"] = breakable
    made.filters["number"] = lambda value: "-" if value is None else f"{value:g}"
    return made


def page(template: str, **content: Any) -> str:
    """Return a page; see `pieces_of_page`."""
    return "".join(pieces_of_page(template, **content))


def pieces_of_page(template: str, **content: Any) -> Iterator[str]:
    """Yield the pieces of a page whose policy permits its own style and script, and images inside it.

    Args:
        template: The name of the template; `<name>.css` and `<name>.js` beside it belong to it, if there.
        **content: The variables of the template.
    """
    style = _text("base.css") + _optional(f"{template}.css")
    script = _optional(f"{template}.js")
    policy = "; ".join(
        [
            "default-src 'none'",
            f"style-src '{_hash(style)}'",
            f"script-src '{_hash(script)}'" if script else "script-src 'none'",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )
    from markupsafe import Markup

    own = {"style": Markup(style), "script": Markup(script), "policy": policy}  # noqa: S704 - our own files
    stream = environment().get_template(f"{template}.html.j2").stream(**content, **own)
    stream.enable_buffering(PIECES)
    yield from stream


def plain(text: str) -> str:
    """Return a text without the characters that are not seen."""
    return _UNSEEN.sub("\N{REPLACEMENT CHARACTER}", text)


def with_code(text: str) -> Any:
    """Return a text, escaped, with what is in backticks as code."""
    from markupsafe import Markup, escape

    return Markup(_CODE.sub(r"<code>\1</code>", str(escape(plain(text)))))  # noqa: S704 - escaped


def breakable(text: str) -> Any:
    """Return a text, escaped, that may be broken after commas and before the capitals of a long name."""
    from markupsafe import Markup, escape

    return Markup(_BREAKS.sub("<wbr>", str(escape(plain(text)))))  # noqa: S704 - escaped


def _shown(value: Any) -> Any:
    """Clean the text of a variable; markup is left as it is."""
    return plain(value) if type(value) is str else value


def _text(name: str) -> str:
    return folder().joinpath(name).read_text(encoding="utf-8")


def _optional(name: str) -> str:
    return _text(name) if folder().joinpath(name).is_file() else ""


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
