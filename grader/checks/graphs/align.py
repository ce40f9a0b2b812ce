"""Align the steps of two models: match the layers of one with those of the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from grader.checks.graphs.model import INPUT, MODEL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from grader.checks.graphs.model import Form, Step

MAX_CELLS = 100_000
GAP = 1.0
REPLACED = 0.9
_NEVER = 3 * GAP
_UNLIKE = (("settings", 0.3), ("shape", 0.1), ("parameters", 0.1))


@dataclass(frozen=True)
class Pair:
    """A row of an alignment: positions in two forms, None on the side where a step is missing."""

    actual: int | None
    expected: int | None


class Alignment:
    """The correspondence between the steps of an actual and an expected form.

    Attributes:
        actual: The form of the student's model.
        expected: The form of the reference's.
        rows: All steps of both, side by side.
        moved: Steps that are present elsewhere: the row that has it, and the row that should.
    """

    def __init__(self, actual: Form, expected: Form) -> None:
        self.actual = actual
        self.expected = expected
        self.rows = list(_rows(actual.steps, expected.steps))
        self.moved = list(self._moved())
        self.to_expected = dict(self._pairs())
        self.to_actual = {expected: actual for actual, expected in self.to_expected.items()}

    def replaced(self) -> Iterator[tuple[int, int]]:
        """Yield the positions of the steps that stand where another kind should."""
        for got, should in self._pairs():
            if self.actual.steps[got].op != self.expected.steps[should].op:
                yield got, should

    def corresponding(self) -> Iterator[tuple[int, int]]:
        """Yield the positions of steps of equal kind in the same row."""
        for got, should in self._pairs():
            if self.actual.steps[got].op == self.expected.steps[should].op:
                yield got, should

    def moved_steps(self) -> Iterator[tuple[int, int]]:
        """Yield the positions of steps of equal kind in different rows."""
        for extra, missing in self.moved:
            if extra.actual is not None and missing.expected is not None:
                yield extra.actual, missing.expected

    def _pairs(self) -> Iterator[tuple[int, int]]:
        for row in self.rows:
            if row.actual is not None and row.expected is not None:
                yield row.actual, row.expected

    def _moved(self) -> Iterator[tuple[Pair, Pair]]:
        missing = [row for row in self.rows if row.actual is None]
        for row in self.rows:
            if row.expected is not None or row.actual is None:
                continue
            op = self.actual.steps[row.actual].op
            for other in missing:
                if other.expected is not None and self.expected.steps[other.expected].op == op:
                    missing.remove(other)
                    yield row, other
                    break


def _rows(actual: Sequence[Step], expected: Sequence[Step]) -> Iterator[Pair]:
    """Yield the alignment of lowest cost."""
    shorter = min(len(actual), len(expected))
    start = 0
    while start < shorter and not _cost(actual[start], expected[start]):
        start += 1
    end = 0
    while end < shorter - start and not _cost(actual[-1 - end], expected[-1 - end]):
        end += 1
    yield from (Pair(index, index) for index in range(start))
    got, should = len(actual) - start - end, len(expected) - start - end
    aligned = min(got, MAX_CELLS // (should + 1))
    moves = _moves(actual[start : start + aligned], expected[start : start + should])
    yield from _walk(moves, aligned, should, start)
    yield from (Pair(start + index, None) for index in range(aligned, got))
    for index in range(end, 0, -1):
        yield Pair(len(actual) - index, len(expected) - index)


def _moves(actual: Sequence[Step], expected: Sequence[Step]) -> list[list[str]]:
    """Return the last move of the best alignment for every pair of prefixes, by dynamic programming."""
    costs = [index * GAP for index in range(len(expected) + 1)]
    moves = [["missing"] * (len(expected) + 1)]
    for got in actual:
        above, costs = costs, [costs[0] + GAP]
        row = ["extra"]
        for index, should in enumerate(expected):
            best, move = above[index] + _cost(got, should), "pair"
            if (missing := costs[index] + GAP) < best:
                best, move = missing, "missing"
            if (extra := above[index + 1] + GAP) < best:
                best, move = extra, "extra"
            costs.append(best)
            row.append(move)
        moves.append(row)
    return moves


def _walk(moves: list[list[str]], actual: int, expected: int, start: int) -> list[Pair]:
    """Follow the moves back from the end, and return the rows in order."""
    rows: list[Pair] = []
    while actual or expected:
        move = moves[actual][expected]
        actual -= move != "missing"
        expected -= move != "extra"
        rows.append(
            Pair(
                None if move == "missing" else start + actual,
                None if move == "extra" else start + expected,
            )
        )
    return rows[::-1]


def _cost(actual: Step, expected: Step) -> float:
    if actual.op != expected.op:
        return _NEVER if {actual.op, expected.op} & {INPUT, MODEL} else REPLACED
    return sum(cost for name, cost in _UNLIKE if getattr(actual, name) != getattr(expected, name))
