"""Reads a large notebook without its outputs, which are what makes it large.

A streaming JSON parser (ijson) still builds each string before it can be skipped, in quadratic time: an image
of 200 MB takes minutes. Here outputs are passed over as bytes: outside strings brackets and quotes count.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# In valid JSON, a quote within a string is escaped, so this is a key or a whole string, never part of a text.
# Attachments of Markdown cells and states of widgets take as much space, and nothing here needs them.
_KEY = re.compile(rb'"(?:outputs|attachments|widgets)"[ \t\r\n]{0,20}:[ \t\r\n]{0,20}([\[{])')
_MAX_KEY_BYTES = 64
_FLAT = re.compile(rb'(?:[^"\[\]{}]++|"(?:[^"\\]++|\\.)*+")*+', re.DOTALL)
_TEXT = re.compile(rb'(?:[^"\\]++|\\.)*+', re.DOTALL)


def without_outputs(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the bytes of a notebook, with empty outputs, attachments and widgets; at most a chunk is held."""
    skipped = _Skipped()
    left = b""
    for chunk in chunks:
        data, left, position = left + chunk, b"", 0
        while position < len(data):
            if skipped.depth:
                position, left = skipped.through(data, position)
                if left:
                    break
                continue
            found = _KEY.search(data, position)
            if found is None:
                end = max(position, len(data) - _MAX_KEY_BYTES)
                yield data[position:end]
                left = data[end:]
                break
            yield data[position : found.end()] + (b"]" if found[1] == b"[" else b"}")
            skipped = _Skipped(1)
            position = found.end()
    if not skipped.depth:
        yield left


class _Skipped:
    """A value that is passed over: how deep in it we are, and whether in a string."""

    def __init__(self, depth: int = 0) -> None:
        self.depth = depth
        self._in_text = False

    def through(self, data: bytes, position: int) -> tuple[int, bytes]:
        """Return where the value ends or the data do, and what is to be read again with more data."""
        while self.depth and position < len(data):
            if self._in_text:
                position = _end(_TEXT.match(data, position), position)
                if data[position : position + 1] != b'"':
                    return len(data), data[position:]  # perhaps a backslash, whose other half is to come
                self._in_text = False
            else:
                position = _end(_FLAT.match(data, position), position)
                found = data[position : position + 1]
                self._in_text = found == b'"'
                self.depth += {b"[": 1, b"{": 1, b"]": -1, b"}": -1}.get(found, 0)
            position += 1
        return position, b""


def _end(found: re.Match[bytes] | None, position: int) -> int:
    return position if found is None else found.end()
