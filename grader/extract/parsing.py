"""Parses Python within limits: what takes far more time or memory than its length says is refused."""

from __future__ import annotations

import ast
import re

from grader.support.warnings import no_warnings

MAX_CHARACTERS = 200_000  # a syntax tree takes several hundred times as much memory
MAX_PARTS = 1000  # of a dotted name: CPython joins them one by one, in quadratic time
MAX_BRACES = 5000  # in a text with f-strings: before it refuses one, CPython 3.11 rereads it for each field
_RUN = re.compile(r"(?:\\\n|[\w.\\]|[^\S\n])++")  # in which a dotted name may be
_PART = re.compile(r"\.[\s\\]*+\w")
_F_STRING = re.compile(r"\b(?:[rR]?[fF]|[fF][rR])[\"']")


def tree_of(text: str, *, within_limits: bool = True) -> ast.Module:
    """Parse Python, one thread at a time, without warnings about invalid escapes.

    Args:
        text: The text.
        within_limits: Whether to refuse what takes too long: not where a cell has become one literal.

    Raises:
        ValueError: It is too long, or would take too long.
        SyntaxError: It is not Python.
        RecursionError: It is nested too deeply.
        MemoryError: The same.
    """
    if within_limits and (reason := _too_long(text)):
        raise ValueError(reason)
    with no_warnings():
        try:
            return ast.parse(text)
        except SystemError:  # CPython 3.11 adds up the depth of all threads' trees
            return ast.parse(text)


def _too_long(text: str) -> str | None:
    """Return why a text takes too long to parse, if it does; takes linear time itself."""
    if len(text) > MAX_CHARACTERS:
        return f"it is longer than {MAX_CHARACTERS} characters"
    if text.count(".") > MAX_PARTS and any(
        run[0].count(".") > MAX_PARTS < len(_PART.findall(run[0])) for run in _RUN.finditer(text)
    ):
        return f"it has a name of more than {MAX_PARTS} parts"
    if text.count("{") > MAX_BRACES and _F_STRING.search(text):
        return f"it has f-strings, and more than {MAX_BRACES} braces"
    return None
