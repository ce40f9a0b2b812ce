"""Inputs that were right once: cut, repeated, overwritten, with pieces of others between."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Sequence

PIECES = (
    b"",
    b"\x00",
    b"\xff",
    b"\xff\xff\xff\xff",
    b"{",
    b"}",
    b"[",
    b"]",
    b'"',
    b"\\",
    b"\n",
    b"\r",
    b",",
    b":",
    b"'",
    b"null",
    b"true",
    b"-1",
    b"1e999",
    b"NaN",
    b"[[[[[[",
    b'{"a":',
    b'"outputs": [',
    b'"cells"',
    b"None",
    b"def f(",
    b"%%time\n",
    b"!ls\n",
    b"\\u0000",
    b"\\ud800",
    b"\xed\xa0\x80",
    b"\xef\xbb\xbf",
    b"PK\x03\x04",
    b"PK\x01\x02",
    b"PK\x05\x06",
    b"../",
    b"&a *a",
    b"- ",
    b"  ",
    b"\t",
    b"submission_8:",
    b"9" * 30,
)
EDIT = st.tuples(st.integers(0, 2**16), st.integers(0, 64), st.sampled_from(PIECES) | st.binary(max_size=8))


def damaged(seeds: Sequence[bytes]) -> st.SearchStrategy[bytes]:
    """Return a strategy for damaged seeds."""
    return st.builds(_edited, st.sampled_from(seeds), st.lists(EDIT, max_size=6))


def _edited(data: bytes, edits: Sequence[tuple[int, int, bytes]]) -> bytes:
    for position, length, piece in edits:
        start = position % (len(data) + 1)
        if length > 48:  # sometimes what is there is repeated elsewhere
            piece = data[start : start + length] + piece  # noqa: PLW2901
            start, length = start // 2, 0  # noqa: PLW2901
        data = data[:start] + piece + data[start + length :]
    return data
