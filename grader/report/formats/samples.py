"""Samples of actual and expected values as tables: values side by side, or layers with their columns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from grader.packs import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from grader.report.model import CheckEntry

VALUES = ("yours", "expected")
LAYERS = ("layer", "output", "parameters", "settings")
SAME, WRONG, FOLLOWS, LEFT_OUT = "same", "wrong", "follows", "left-out"
MISSING = "-"
ELLIPSIS = "…"
# A layer as `grader.checks.graphs.summary` writes it: its type may contain spaces.
_LAYER = re.compile(r"(?P<layer>.+?) (?P<output>\?|\(\S*) (?P<parameters>\d+)(?: (?P<settings>.*))?")


@dataclass(frozen=True)
class Word:
    """A part of a cell, and whether it differs from the other side's."""

    text: str
    differs: bool = False


Line = tuple[tuple[Word, ...], ...]  # the cells of one side of a row


@dataclass(frozen=True)
class Row:
    """One position in a result, or one layer.

    Attributes:
        label: The position.
        status: `same`, `wrong`, `follows` (it differs as a consequence of an earlier row) or `left-out`.
        actual: The cells of the actual side.
        expected: The cells of the expected side.
    """

    label: str
    status: str
    actual: Line
    expected: Line

    @property
    def cells(self) -> tuple[tuple[tuple[Word, ...], tuple[Word, ...]], ...]:
        """The cells of both sides, column by column; empty where a side has no such layer."""
        return tuple(zip_longest(self.actual, self.expected, fillvalue=()))


@dataclass(frozen=True)
class Samples:
    """A table of samples.

    Attributes:
        columns: The titles of the columns of one side; empty if each side is one value.
        rows: The rows, in order.
    """

    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def some_agree(self) -> bool:
        """Whether the rows that differ need a mark."""
        return any(row.status != WRONG for row in self.rows)

    def around_the_fault(self, near: int = 1) -> Samples:
        """Return only the wrong rows and those next to them, with an ellipsis where rows are left out."""
        wrong = [number for number, row in enumerate(self.rows) if row.status == WRONG]
        kept = {n for w in wrong for n in range(w - near, w + near + 1)}
        rows: list[Row] = []
        for number, row in enumerate(self.rows):
            if number in kept:
                rows.append(row)
            elif not rows or rows[-1].status != LEFT_OUT:
                rows.append(Row(ELLIPSIS, LEFT_OUT, (), ()))
        return Samples(self.columns, tuple(rows))


def samples_of(check: CheckEntry) -> Samples | None:
    """Return the samples of a check as a table; None if it has none."""
    if not check.expected:
        return None
    actual = check.actual or {}
    pairs = [(str(key), actual.get(key), value) for key, value in check.expected.items()]
    layers = _layers(pairs) if check.kind in KINDS and KINDS[check.kind].leads_feedback else None
    if layers is not None:
        return Samples(LAYERS, tuple(_layer_rows(layers)))
    return Samples((), tuple(_value_row(*pair) for pair in pairs))


def _value_row(label: str, actual: Any, expected: Any) -> Row:
    got, should = written(actual), written(expected)
    differs = got != should
    return Row(label, WRONG if differs else SAME, ((Word(got, differs),),), ((Word(should, differs),),))


def written(value: Any) -> str:
    """Return a value as text."""
    return str(tuple(value)) if isinstance(value, list) else str(value)


def _layers(
    pairs: Sequence[tuple[str, Any, Any]],
) -> list[tuple[str, Sequence[str], Sequence[str]]] | None:
    """Return layers split into columns; None if a text is not a layer."""
    found = []
    for label, *texts in pairs:
        sides = [_split(text) for text in texts]
        if any(side is None for side in sides):
            return None
        found.append((label, *(side or () for side in sides)))
    return found  # type: ignore[return-value]


def _split(text: Any) -> tuple[str, ...] | None:
    if text == MISSING or (isinstance(text, str) and text.startswith(ELLIPSIS)):
        return () if text == MISSING else (text,)
    match = _LAYER.fullmatch(text) if isinstance(text, str) else None
    return match and tuple(match[name] or "" for name in LAYERS)


def _layer_rows(layers: Sequence[tuple[str, Sequence[str], Sequence[str]]]) -> Iterator[Row]:
    """Yield the rows: after the first difference, sizes that differ follow from it."""
    found = False
    for label, got, should in layers:
        if len(got) == 1 or len(should) == 1:
            yield Row(label, LEFT_OUT, ((Word(got[0] if got else ""),),), ())
            continue
        kept = (LAYERS.index("layer"), LAYERS.index("settings"))
        own = not (got and should) or any(got[n] != should[n] for n in kept)
        differs = got != should
        status = SAME if not differs else WRONG if own or not found else FOLLOWS
        found = found or differs
        yield Row(label, status, _line(got, should), _line(should, got))


def _line(side: Sequence[str], other: Sequence[str]) -> Line:
    return tuple(tuple(_words(text, other[n] if other else "")) for n, text in enumerate(side))


def _words(text: str, other: str) -> Iterator[Word]:
    """Yield the words of a cell, with those marked that the other side lacks."""
    there = other.split()
    yield from (Word(word, word not in there) for word in text.split())
