"""Rows kept in an unnamed temporary file, so that memory hardly grows with their number."""

from __future__ import annotations

import json
import tempfile
import weakref
from array import array
from typing import TYPE_CHECKING, Any

from grader.errors import MachineError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class SpilledRows:
    """Rows of JSON values; only the position of each stays in memory.

    Raises:
        MachineError: The file cannot be written or read, here and in each method.
    """

    def __init__(self) -> None:
        self._positions = array("Q")
        self._end = 0
        try:
            self._file = tempfile.TemporaryFile()  # noqa: SIM115 - it goes with this object
        except OSError as error:
            raise _refused(error) from error
        weakref.finalize(self, self._file.close)

    def add(self, row: Any) -> None:
        """Add a row."""
        line = json.dumps(row).encode() + b"\n"
        try:
            if self._file.tell() != self._end:
                self._file.seek(self._end)
            self._file.write(line)
        except OSError as error:
            raise _refused(error) from error
        self._positions.append(self._end)
        self._end += len(line)

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self._positions)

    def __iter__(self) -> Iterator[Any]:
        """Yield the rows in the order in which they were added."""
        return map(self._row, self._positions)

    def sorted(self, key: Callable[[Any], Any]) -> Iterator[Any]:
        """Yield the rows in the order of a key; equal ones as they were added."""
        keys = sorted((key(row), number) for number, row in enumerate(self))
        for _, number in keys:
            yield self._row(self._positions[number])

    def _row(self, position: int) -> Any:
        try:
            if self._file.tell() != position:
                self._file.seek(position)
            return json.loads(self._file.readline())
        except OSError as error:
            raise _refused(error) from error


def _refused(error: OSError) -> MachineError:
    return MachineError(f"a temporary file can't be used: {error.strerror}")
