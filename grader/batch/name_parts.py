"""Names that hold more than a student's: `Doe_Jane_jdoe_4711`, `jdoe_work.ipynb`; only a class list can tell.

ILIAS has a folder `<last name>_<first name>_<login>_<number>` for each student, in one of its team if there
are any; others put a login or a name before what a student called the file, or behind it. A student may have
called it by another's name: what stands where most names of a folder have a student's counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    Find = Callable[[str], object]  # a student, or what is false

_WORD = re.compile(r"[^\W_]+")
_ILIAS = re.compile(r"[^_]+_[^_]+_.+_\d+")
MAX_WORDS = 12
MIN_DIGITS = 4  # of a student's number: shorter ones count exercises and versions


@dataclass(frozen=True)
class _Part:
    """Some words of a name that are a student's."""

    start: int
    end: int
    text: str
    student: object


def parts_of_students(names: Iterable[str], find: Find) -> dict[str, str]:
    """Return the parts of names that are students', by name; not of names with none, or several.

    Args:
        names: The names in one folder.
        find: Returns whom a class list has by a name or identifier.
    """
    words = {name: _WORD.findall(name)[:MAX_WORDS] for name in names}
    parts = {name: _parts(each, find) for name, each in words.items()}
    tried = [{n: way(parts[n], len(words[n])) for n in words} for way in _ways(words)]
    most = max(sum(part is not None for part in found.values()) for found in tried) if words else 0
    best = [found for found in tried if sum(part is not None for part in found.values()) == most]
    return _agreed(best) if most else {}


def _agreed(tried: Sequence[Mapping[str, _Part | None]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in tried[0]:
        parts = [part for each in tried if (part := each[name]) is not None]
        if parts and all(part.student == parts[0].student for part in parts):
            found[name] = parts[0].text
    return found


def _parts(words: Sequence[str], find: Find) -> list[_Part]:
    """Return the parts of a name that are students', longer ones instead of those within them."""
    found: list[_Part] = []
    ranges = combinations(range(len(words) + 1), 2)
    for start, end in sorted(ranges, key=lambda each: each[0] - each[1]):
        text = " ".join(words[start:end])
        is_number = "".join(words[start:end]).isdigit() and len(text) < MIN_DIGITS
        student = None if len(text) == 1 or is_number else find(text)
        if student and not any(part.start <= start and end <= part.end for part in found):
            found.append(_Part(start, end, text, student))
    return found


def _ways(names: Iterable[str]) -> list[Callable[[Sequence[_Part], int], _Part | None]]:
    """Return the places where names may have a student's, the likeliest first."""
    if all(_ILIAS.fullmatch(name) for name in names):
        return [_before_number]
    return [_at_start, _at_end, _anywhere]


def _before_number(parts: Sequence[_Part], words: int) -> _Part | None:
    return next((part for part in parts if part.end == words - 1), None) or _anywhere(parts, words)


def _at_start(parts: Sequence[_Part], _: int) -> _Part | None:
    return next((part for part in parts if not part.start), None)


def _at_end(parts: Sequence[_Part], words: int) -> _Part | None:
    return next((part for part in parts if part.end == words), None)


def _anywhere(parts: Sequence[_Part], _: int) -> _Part | None:
    return parts[0] if parts and all(part.student == parts[0].student for part in parts) else None
