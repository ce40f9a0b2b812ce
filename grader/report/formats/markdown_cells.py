"""A student's Markdown as HTML that is safe to show: unknown markup appears as text, nothing is loaded."""

from __future__ import annotations

import html
import re
from collections import Counter
from functools import cache, lru_cache, partial
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from grader.report.formats.formulas import formula
from grader.report.formats.images import source_of
from grader.report.formats.templating import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

MAX_CHARACTERS = 100_000  # of a cell; the rest is left out
MAX_FORMULAS = 20_000  # characters of a cell's formulas; the rest are shown as text
_TAGS = frozenset(
    {
        *("a", "abbr", "b", "blockquote", "br", "caption", "center", "code", "dd", "del", "details", "div"),
        *(
            "dl",
            "dt",
            "em",
            "font",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "hr",
            "i",
            "img",
            "kbd",
            "li",
            "mark",
        ),
        *("ol", "p", "pre", "s", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td"),
        *("tfoot", "th", "thead", "tr", "u", "ul", "var"),
    }
)
_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_LAYOUT = frozenset({"center", "font", "details", "summary"})  # their content is shown as it is
_ATTRIBUTES = {
    "a": ["href"],
    "img": ["src", "alt"],
    "td": ["colspan", "rowspan"],
    "th": ["colspan", "rowspan"],
}
_PROTOCOLS = frozenset({"http", "https", "mailto", "data", "attachment"})
_LINKS = re.compile(r"(?:https?|mailto):", re.IGNORECASE)
_PLUGINS = ("table", "strikethrough", "math", "url", "def_list")
# What the parser of HTML takes grows with the number of elements times that of those open at once.
MAX_OPEN, MAX_EFFORT = 20, 100_000
_TAG = re.compile(r"<(/?)([a-z][^\s/>]{0,20})", re.IGNORECASE)
_NEED_NO_END = frozenset(
    {"br", "hr", "img", "p", "li", "dd", "dt", "td", "th", "tr", "thead", "tbody", "tfoot"}
)
_EMPTY_HEADER = re.compile(r"<th( [^<>]*)?></th>")  # which a screen reader would announce as one
# What stands for a formula between the parser and the filter, and the marks around its source as text.
_FORMULAS = {"x-inline": "$", "x-block": "$$"}
_TEXT = frozenset({"Characters", "SpaceCharacters", "Entity"})
_ENVIRONMENT = r"\\begin\{(?P<kind>(?:align|equation|gather|eqnarray)\*?)\}[^$]{1,2000}?\\end\{(?P=kind)\}"
_NOTE = "\n\n… (the rest of this cell is left out)"


def render_markdown(source: str, attachments: Mapping[str, Any]) -> str:
    """Return Markdown as HTML.

    Args:
        source: The text of a cell.
        attachments: Its images by name, as in a notebook file.
    """
    text = _shortened(source)
    return _cleaned(text, attachments) if attachments else _remembered(text)


def as_text(source: str) -> str:
    """Return Markdown as it was written, as HTML."""
    return f"<pre>{_escaped(_shortened(source))}</pre>"


def _shortened(source: str) -> str:
    text = plain(source)
    return text if len(text) <= MAX_CHARACTERS else text[:MAX_CHARACTERS] + _NOTE


@lru_cache(maxsize=512)
def _remembered(text: str) -> str:
    """Render a text without attachments: the cells of an assignment recur in every submission."""
    return _cleaned(text, {})


def _cleaned(text: str, attachments: Mapping[str, Any]) -> str:
    from bleach.sanitizer import Cleaner  # heavy, and needed for HTML only

    html = _parser()(text)
    if _is_deep(html):
        return as_text(text)
    filters = [partial(_filter(), attachments=attachments)]
    cleaner = Cleaner(
        tags=_TAGS | _FORMULAS.keys(), attributes=_ATTRIBUTES, protocols=_PROTOCOLS, filters=filters
    )
    try:
        return _EMPTY_HEADER.sub(r"<td\1></td>", str(cleaner.clean(html)))
    except RecursionError:  # deeply nested on purpose
        return as_text(text)


def _is_deep(html: str) -> bool:
    """Return whether more elements are open at once than in any honest text."""
    is_open: Counter[str] = Counter()
    total = most = 0
    tags = _TAG.findall(html)
    for end, name in tags:
        key = name.lower()
        if not end and key not in _NEED_NO_END:
            is_open[key] += 1
            total += 1
            most = max(most, total)
        elif end and is_open[key]:
            is_open[key] -= 1
            total -= 1
    return most > MAX_OPEN or most * len(tags) > MAX_EFFORT


@cache
def _parser() -> Callable[[str], str]:
    from mistune import HTMLRenderer, create_markdown

    renderer = HTMLRenderer(escape=False, allow_harmful_protocols=True)  # the sanitiser follows
    parser: Any = create_markdown(renderer=renderer, plugins=list(_PLUGINS))
    parser.inline.register("environment", _ENVIRONMENT, _environment, before="escape")
    renderer.register("block_math", lambda _, text: f"<x-block>{_escaped(text)}</x-block>\n")
    renderer.register("inline_math", lambda _, text: f"<x-inline>{_escaped(text)}</x-inline>")
    return lambda text: str(parser(text))


def _environment(_parser: Any, match: re.Match[str], state: Any) -> int:
    """Take an environment of LaTeX for a formula, as Jupyter does; see mistune."""
    state.append_token({"type": "block_math", "raw": match[0]})
    return match.end()


def _escaped(text: str) -> str:
    from markupsafe import escape

    return str(escape(text))


@cache
def _filter() -> Any:
    """Return the class of the filter that keeps what may be shown and describes what may not."""
    from bleach.html5lib_shim import Filter

    class Shown(Filter):  # type: ignore[misc]
        def __init__(self, source: Any, attachments: Mapping[str, Any]) -> None:
            super().__init__(source)
            self.attachments = attachments
            self.left = MAX_FORMULAS

        def __iter__(self) -> Iterator[dict[str, Any]]:
            tokens = super().__iter__()
            for token in tokens:
                name = token.get("name")
                if name not in _FORMULAS:
                    yield from _allowed(token, self.attachments)
                elif token["type"] == "StartTag":
                    inside = list(takewhile(partial(_is_inside, name), tokens))
                    self.left -= sum(len(str(part.get("data", ""))) for part in inside)
                    yield from _shown(name, inside, as_text=self.left < 0)

    return Shown


def _is_inside(name: str, token: dict[str, Any]) -> bool:
    return (token["type"], token.get("name")) != ("EndTag", name)


def _shown(name: str, inside: list[dict[str, Any]], *, as_text: bool) -> Iterator[dict[str, Any]]:
    """Yield a formula; as text, if it can't be shown otherwise or there are too many."""
    kinds = [token["type"] for token in inside]
    texts = (f"&{t['name']};" if t["type"] == "Entity" else t["data"] for t in inside if t["type"] in _TEXT)
    latex = html.unescape("".join(texts))
    plain = _TEXT.issuperset(kinds) and not as_text
    shown = formula(latex, display=name == "x-block") if plain else None
    marks = _FORMULAS[name]
    yield from shown or [{"type": "Characters", "data": f"{marks}{latex}{marks}"}]


def _allowed(token: dict[str, Any], attachments: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield a token as it may be shown."""
    name = token.get("name")
    data = token.get("data")
    attributes: dict[Any, str] = data if isinstance(data, dict) else {}
    if name in _LAYOUT:
        return
    if name in _HEADINGS:
        style = {(None, "class"): f"heading {name}"} if token["type"] == "StartTag" else data
        yield {**token, "name": "p", "data": style}
    elif name == "img":
        source, alternative = (attributes.get((None, key), "") for key in ("src", "alt"))
        found = source_of(source, attachments)
        if found is None:
            yield {"type": "Characters", "data": f"[picture: {alternative or _short(source)}]"}
        else:
            yield {**token, "data": {(None, "src"): found, (None, "alt"): alternative or "picture"}}
    elif name == "a" and token["type"] == "StartTag":
        address = attributes.get((None, "href"), "")
        kept = {(None, "href"): address, (None, "rel"): "noopener noreferrer"}
        yield {**token, "data": kept if _LINKS.match(address) else {}}
    else:
        yield token


def _short(source: str) -> str:
    return source[:80] if not source.lower().startswith("data:") else "not shown"
