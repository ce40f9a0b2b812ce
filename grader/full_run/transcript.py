"""The transcript of a run, cell by cell; read from lines that a student's code may have forged."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from grader.sandbox.interface import Stopped
from grader.support.text import MAX_CHARACTERS

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_LINE_BYTES = 48 * 2**20
MAX_BYTES = 96 * 2**20


@dataclass(frozen=True)
class CellError:
    """An exception of a cell: everything but the types is chosen by the student. Lines count from 1."""

    name: str
    message: str
    line: int | None


@dataclass(frozen=True)
class RanCell:
    """A cell that has ended, with its raw outputs, to be checked before they are saved."""

    index: int
    count: int | None
    outputs: list[Any] = field(repr=False)
    error: CellError | None


@dataclass
class Transcript:
    """The state of a run.

    Attributes:
        cells: The cells that have ended, by index.
        under_way: The cell that has started and not ended.
        done: Whether the last cell has ended.
        stopped: What ended the run early.
    """

    sources: Sequence[str | None]
    cells: dict[int, RanCell] = field(default_factory=dict)
    under_way: int | None = None
    done: bool = False
    stopped: Stopped | None = None

    def read(self, line: bytes) -> bool:
        """Process one line; return False and stop if an executor could not have written it."""
        try:
            self._take(json.loads(line))
        except (ValueError, KeyError, TypeError, RecursionError):
            self.stopped = Stopped("garbage", "wrote something other than a notebook's outputs")
            return False
        return True

    def _take(self, message: Any) -> None:
        if "begin" in message:
            self.under_way = self._index(message["begin"])
        elif "end" in message:
            index = self._index(message["end"])
            count = message["count"]
            self.cells[index] = RanCell(
                index,
                count if type(count) is int else None,
                _list(message["outputs"]),
                _error(message["error"]),
            )
            self.under_way = None
        elif message["done"] is not True:
            raise ValueError(message)
        else:
            self.done = True

    def _index(self, value: Any) -> int:
        """Return the index of a code cell that may run next."""
        if type(value) is not int or not 0 <= value < len(self.sources) or value in self.cells:
            raise ValueError(value)
        if self.sources[value] is None:
            raise ValueError(value)
        return value


def _list(value: Any) -> list[Any]:
    if type(value) is list:
        return value
    raise TypeError


def _error(value: Any) -> CellError | None:
    if value is None:
        return None
    line = value["line"]
    return CellError(
        _text(value["name"]), _text(value["message"]), line if type(line) is int and line > 0 else None
    )


def _text(value: Any) -> str:
    if type(value) is str:
        return value[:MAX_CHARACTERS]
    raise TypeError
