"""Starters that are no Python: `def None():`, `for None in None:`, `layers.None(None)` get names and parse.

A function with such a gap is unfinished, and the others of its notebook are none the worse for it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ast

GAP = "None_"  # stands for a None that can't stand there: no shorter than that, and nobody's name
_BEFORE = r"(?P<before>\bdef[ \t]+|\bclass[ \t]+|\bas[ \t]+|\.[ \t]*)None\b"
_TARGETS = re.compile(r"\bfor\b(?P<targets>(?:(?!\b(?:for|in)\b)[^:\n])*)\bin\b")
_ASSIGNED = re.compile(r"^(?P<indent>[ \t]*)None(?=[ \t]*(?:,[ \t]*None[ \t]*)*=[^=])", re.MULTILINE)
_PARAMETER = re.compile(r"(?P<head>\bdef[ \t]+\w+[ \t]*\()(?P<parameters>[^)\n]{1,500})\)")
_NONE = re.compile(r"\bNone\b")
_NO_COLON = re.compile(
    r"^(?P<head>[ \t]*(?:class|def)[ \t]+\w+[ \t]*\([^()\n]*\))(?P<end>[ \t]*(?:#[^\n]*)?)$", re.MULTILINE
)


def bridged(source: str) -> str | None:
    """Return a text in which a starter's gaps are names; None where there are none."""
    text = re.sub(_BEFORE, rf"\g<before>{GAP}", source)
    text = _TARGETS.sub(lambda found: _NONE.sub(GAP, found[0]), text)
    text = _ASSIGNED.sub(rf"\g<indent>{GAP}", text)
    text = _PARAMETER.sub(_named, text)
    text = _NO_COLON.sub(r"\g<head>:\g<end>", text)
    return None if text == source else text


def _named(found: re.Match[str]) -> str:
    numbers = iter(range(100))
    names = re.sub(r"(?<![=\w])(?<!= )None\b", lambda _: f"{GAP}{next(numbers)}", found["parameters"])
    return f"{found['head']}{names})"


def is_gap(node: ast.AST) -> bool:
    """Tell whether a node is what has been put in a gap."""
    names = (getattr(node, field, None) for field in ("id", "attr", "name", "arg"))
    return any(isinstance(name, str) and name.startswith(GAP) for name in names)


def as_written(text: str) -> str:
    """Return a text as the starter has it."""
    return re.sub(rf"{GAP}\d*", "None", text)
