"""Formulas in LaTeX as MathML, which browsers show without a script; what can't be converted stays text.

What comes out of the converter is not trusted: only its elements, some attributes, and its text are taken
over, and whoever writes them escapes them.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any, Never

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

MAX_CHARACTERS = 2_000  # of a formula; the time that one takes grows with its length only
WIDE = 20  # signs, which may not fit on a telephone
_ELEMENTS = frozenset({
    "maction", "math", "menclose", "mfrac", "mfenced", "mi", "mmultiscripts", "mn", "mo", "mover",
    "mpadded", "mphantom", "mprescripts", "mroot", "mrow", "mspace", "msqrt", "mstyle", "msub", "msubsup",
    "msup", "mtable", "mtd", "mtext", "mtr", "munder", "munderover", "none",
})  # fmt: skip
_ATTRIBUTES = frozenset({
    "accent", "accentunder", "columnalign", "columnlines", "columnspacing", "display", "displaystyle",
    "fence", "form", "largeop", "linethickness", "mathvariant", "maxsize", "minsize", "movablelimits",
    "notation", "rowlines", "rowspacing", "scriptlevel", "separator", "stretchy", "symmetric", "width",
})  # fmt: skip
_SIZE = re.compile(r"-?[0-9.]+ ?(?:em|ex|px|pt|mu|in|cm|mm)", re.ASCII)
_SMALL = re.compile(r"-?0?\.[0-9]+em|[0-3](?:\.[0-9]+)?em")  # nothing is moved over something else


class _NoMacros(dict[str, tuple[list[str], int]]):
    """Refuses definitions: a short formula could become a very long one."""

    def __setitem__(self, name: str, macro: tuple[list[str], int]) -> Never:
        raise ValueError(name)


def formula(latex: str, *, display: bool) -> list[dict[str, Any]] | None:
    """Return a formula as tokens of html5lib; None if it can't be converted."""
    if len(latex) > MAX_CHARACTERS or not latex.strip():
        return None
    from latex2mathml.converter import Converter  # heavy, and needed for formulas only

    converter = Converter(display="block" if display else "inline")
    converter.macros = _NoMacros()
    try:
        tokens = list(_tokens(converter.convert_to_element(latex.strip())))
    except Exception:  # noqa: BLE001 - the converter raises whatever its tables and its iterators raise
        return None
    tokens[0]["data"][None, "alttext"] = latex.strip()
    if (
        display
        and sum(len(token.get("data", "")) for token in tokens if token["type"] == "Characters") > WIDE
    ):
        tokens[0]["data"][None, "tabindex"] = "0"  # so that it can be scrolled by keyboard
    return tokens


def _tokens(element: Element) -> Iterator[dict[str, Any]]:
    """Yield an element with its content.

    Raises:
        ValueError: It is none that a formula needs.
    """
    if element.tag not in _ELEMENTS:
        raise ValueError(element.tag)
    kept = {name: value for name, value in element.attrib.items() if name in _ATTRIBUTES and _is_small(value)}
    data = {(None, name): value for name, value in kept.items()}
    yield {"type": "StartTag", "name": element.tag, "namespace": None, "data": data}
    yield from _text(element.text)
    for child in element:
        yield from _tokens(child)
        yield from _text(child.tail)
    yield {"type": "EndTag", "name": element.tag, "namespace": None, "data": {}}


def _is_small(value: str) -> bool:
    """Return whether an attribute is no size, or a small one."""
    return not _SIZE.fullmatch(value) or bool(_SMALL.fullmatch(value))


def _text(text: str | None) -> Iterator[dict[str, Any]]:
    if text:  # the converter writes symbols as references
        yield {"type": "Characters", "data": html.unescape(text)}
