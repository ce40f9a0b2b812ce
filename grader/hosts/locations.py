"""Locates functions by line in a student's file on disk: hosts annotate lines, not cells."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.report.model import FunctionEntry

_DECODER = json.JSONDecoder()
_SPACE = re.compile(r"[ \t\r\n]*")
_ENDS = {"{": "}", "[": "]"}


def line_of(function: FunctionEntry, text: str) -> int:
    """Return the line of a notebook's or a script's text, from 1, on which a function is defined.

    It is the cell's first line if the definition can't be found, and 1 if the cell can't.
    """
    definition = re.compile(rf"(?:async\s+)?(?:def|class)\s+{re.escape(function.name)}\b", re.ASCII)
    if function.cell is not None:
        position = _in_notebook(text, function.cell, definition)
    else:
        found = list(re.finditer(rf"^{definition.pattern}", text, re.MULTILINE | re.ASCII))
        position = found[-1].start() if found else 0
    return text.count("\n", 0, position) + 1


def _in_notebook(text: str, cell: int, definition: re.Pattern[str]) -> int:
    try:
        cells = dict(_members(text, _past_space(text, 0)))["cells"]
        source = dict(_members(text, dict(_members(text, cells))[cell]))["source"]
        if text[source] != "[":
            return source
        lines = [position for _, position in _members(text, source)]
        found = [p for p in lines if definition.match(_DECODER.raw_decode(text, p)[0])]
        return (found or lines or [source])[-1 if found else 0]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError):
        return 0  # an old format, or not a notebook


def _members(text: str, start: int) -> Iterator[tuple[object, int]]:
    """Yield the key or index and the position of each value in the JSON that starts at `start`.

    Raises:
        ValueError: It is not JSON.
        KeyError: It is neither an object nor an array.
    """
    end = _ENDS[text[start]]
    position = _past_space(text, start + 1)
    index = 0
    while text[position] != end:
        key: object = index
        if end == "}":
            key, position = _DECODER.raw_decode(text, position)
            position = _past_space(text, _past_space(text, position) + 1)  # the colon
        yield key, position
        _, position = _DECODER.raw_decode(text, position)
        position = _past_space(text, position)
        if text[position] == ",":
            position = _past_space(text, position + 1)
        index += 1


def _past_space(text: str, position: int) -> int:
    match = _SPACE.match(text, position)
    return match.end() if match else position
