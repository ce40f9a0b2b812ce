"""Cleans text chosen by a student's code: short, the same in every run, without escape sequences."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

MAX_CHARACTERS = 500
MAX_NAMES = 4  # listed in one sentence
MAX_NAME_CHARACTERS = 80
VERY_CLOSE = 0.85  # zeros_pad for zero_pad, not conv_forward_test for conv_forward

_ADDRESS = re.compile(r"0x[0-9a-fA-F]{4,}")
_SCRATCH = re.compile(r"(?<![^\s'\"])[^\s'\"]*?grade-(?:(?!grade-)[^\s/'\"])+/box-[^\s/'\"]+")
_TEMPORARY = re.compile(r"(?<=/)tmp[a-z0-9_]{8}(?![\w.])")
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_WRAPPED = re.compile(
    r"\AException encountered when calling [^\n]*\n+(?=.)"
    r"|(?<!\s)[^\S\n]*+\n(?:[^\S\n]*+\n)++(?:Call a|A)rguments received by .*\Z",
    re.DOTALL,
)
_GRAPH = "Graph execution error:"
_NODES = re.compile(
    r"\{\{function_node [^{}]*\}\}\s*|\[\[\{\{[^\n]{0,500}\]\]|\[Op:\w+\](?: name: ?[^\n]*)?(?=\n|\Z)"
)
_LINE_END = re.compile(r"[\n\t\u2028\u2029]")
# Besides control characters: those that change the text direction, and noncharacters.
DIRECTIONS = r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_CONTROL = re.compile(rf"[\x00-\x08\x0b-\x1f\x7f-\x9f{DIRECTIONS}\ufffe\uffff]")


def clean(text: str, limit: int = MAX_CHARACTERS) -> str:
    """Truncate a text, and remove control characters and whatever differs from run to run."""
    text = text[:limit]  # first, since the patterns take quadratic time
    for pattern, instead in (
        (COLOUR, ""),
        (_ADDRESS, "0x…"),
        (_SCRATCH, "<scratch>"),
        (_TEMPORARY, "tmp…"),
        (_CONTROL, " "),
    ):
        text = pattern.sub(instead, text)
    return text.strip()


def on_one_line(text: str) -> str:
    """Clean a text of any length and remove its line breaks: a file may have any name."""
    return _LINE_END.sub(" ", clean(text, len(text)))


def quoted(code: str, limit: int) -> str:
    """Return code for a sentence: on one line, cleaned, and with an ellipsis where it is cut off."""
    joined = ""
    for line in filter(None, map(str.strip, code.split("\n"))):
        tight = not joined or joined[-1] in "([{" or line[0] in ")]}"
        joined += line if tight else f" {line}"
    return clean(joined, limit) + "…" * (len(joined) > limit)


def shortened(message: str) -> str:
    """Truncate an exception's message; for a TensorFlow graph, to the cause, which follows a traceback."""
    if message.startswith(_GRAPH):
        message = message.rpartition("\n\n")[2]
    return message[:MAX_CHARACTERS]


def unwrapped(message: str) -> str:
    """Return an exception's message, cleaned, on one line, without the additions of Keras or TensorFlow."""
    text = _NODES.sub("", clean(message))
    while (inner := _WRAPPED.sub("", text)) != text:
        text = inner
    return " ".join(text.split())


def meant_by(name: str, others: Collection[str]) -> str | None:
    """Return the name that was probably meant by a misspelled one, or None if none is close."""
    return next(iter(difflib.get_close_matches(name, others, 1, VERY_CLOSE)), None)


def some(names: Sequence[str]) -> str:
    """List the first few names and count the others: there may be hundreds."""
    more = len(names) - MAX_NAMES
    return ", ".join(names[:MAX_NAMES]) + (f" and {more} more" if more > 0 else "")
