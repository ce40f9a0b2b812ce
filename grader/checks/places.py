"""Locations in a student's code, as a box has noted them: evidence for hints, never for marks.

A student's code could forge them, so nothing but their form is believed here; who shows one looks it up in
the program first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

MAX_SPANS = 4
MAX_CHARACTERS = 400
_SPAN = re.compile(r"(<script>|<cell \d{1,6}>):(\d{1,7}):(\d{1,7}):(\d{1,7}):(\d{1,7})", re.ASCII)


@dataclass(frozen=True, order=True)
class Span:
    """A piece of code: its cell as in `Statement.origin`, its lines, and its columns in bytes."""

    origin: str
    line: int
    end_line: int
    column: int
    end_column: int

    def contains(self, other: Span) -> bool:
        """Return whether another piece is inside of this one, or the same."""
        start, end = (self.line, self.column), (self.end_line, self.end_column)
        inner = (other.line, other.column), (other.end_line, other.end_column)
        return self.origin == other.origin and start <= inner[0] and inner[1] <= end


Trace = tuple[Span, ...]
"""The student's calls in progress, the innermost first."""


@dataclass(frozen=True)
class Use:
    """Where a layer was made, where it was called, and where it was frozen or thawed last."""

    made: Trace = ()
    called: Trace = ()
    frozen: Trace = ()

    @property
    def laid(self) -> Trace:
        """Where it was put into the model: its call, or its creation if that is a part of the call."""
        whole = self.made and self.called and self.called[0].contains(self.made[0])
        return self.made if whole or not self.called else self.called


@dataclass(frozen=True)
class Place:
    """Where a difference comes from.

    Attributes:
        trace: The calls that made the wrong part, or its neighbour before a missing one.
        until: The calls that made the neighbour after a missing part.
        op: The layer's class.
        argument: The argument at fault, if it is one; it may have several names.
        peers: The calls that made right parts of the same kind.
        is_gap: Whether something is missing after it.
        joins: Whether what should join two paths is missing there too.
        certain: Whether nothing else may be meant.
    """

    trace: Trace = ()
    until: Trace = ()
    op: str = ""
    argument: str | tuple[str, ...] | None = None
    peers: frozenset[Trace] = frozenset()
    is_gap: bool = False
    joins: bool = False
    certain: bool = True


LINES = "lines"
"""The key of the locations that a box reports in each part of a result; it is never compared."""


def without_lines(value: object) -> object:
    """Return a value without the locations that a box has reported."""
    if isinstance(value, dict):
        return {key: without_lines(part) for key, part in value.items() if key != LINES}
    if isinstance(value, (list, tuple)):
        return type(value)(without_lines(part) for part in value)
    return value


def place_in(value: object, path: str, argument: str | tuple[str, ...] | None = None) -> Place | None:
    """Return where what a path leads to was made: the longest known beginning of the path counts."""
    known = value.get(LINES) if isinstance(value, dict) else None
    if not isinstance(known, dict):
        return None
    start = path.split(".")
    for end in range(len(start), -1, -1):
        text = known.get(".".join(start[:end]))
        if type(text) is str and (trace := read_trace(text)):
            return Place(trace, argument=argument)
    return None


@lru_cache(maxsize=4096)
def read_trace(text: str) -> Trace:
    """Return the calls that a text names; none if it is malformed."""
    if len(text) > MAX_CHARACTERS:
        return ()
    parts = re.split(r">(?=<)", text)
    found = [_SPAN.fullmatch(part) for part in parts]
    if not text or len(parts) > MAX_SPANS or not all(found):
        return ()
    spans = tuple(Span(m[1], *map(int, m.groups()[1:])) for m in found if m)
    return spans if all(1 <= span.line <= span.end_line for span in spans) else ()


def read_use(text: object) -> Use:
    """Return where a layer was made and called; nothing is known of a malformed text."""
    if type(text) is not str or len(text) > 3 * MAX_CHARACTERS:
        return Use()
    return Use(*(read_trace(part) for part in text.split(";")[:3]))
