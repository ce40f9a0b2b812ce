"""Rows in a temporary file."""

from __future__ import annotations

import tempfile
import tracemalloc

import pytest

from grader.batch.spilled_rows import SpilledRows
from grader.errors import MachineError


def test_rows_come_back_as_they_were_added() -> None:
    """Also those of a file name that is not UTF-8, and after some have been read."""
    rows = SpilledRows()
    rows.add(["b", 0.1, None])
    assert list(rows) == [["b", 0.1, None]]
    rows.add(["a\udcff", True, {"x": 2}])
    assert list(rows) == [["b", 0.1, None], ["a\udcff", True, {"x": 2}]]
    assert len(rows) == 2


def test_rows_come_in_the_order_of_a_key() -> None:
    """Equal ones as they were added."""
    rows = SpilledRows()
    for row in (["b", 1], ["a", 2], ["b", 0]):
        rows.add(row)
    assert list(rows.sorted(lambda row: row[0])) == [["a", 2], ["b", 1], ["b", 0]]


def test_rows_take_no_memory() -> None:
    """Only their positions do."""
    rows = SpilledRows()
    rows.add(["x" * 1000])
    tracemalloc.start()
    try:
        for number in range(500):
            rows.add([number, "x" * 1000])
        assert tracemalloc.get_traced_memory()[0] < 100_000
    finally:
        tracemalloc.stop()


def test_a_folder_that_cannot_be_written_is_the_machines_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not a submission's."""

    def refused() -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile, "TemporaryFile", refused)
    with pytest.raises(MachineError, match="a temporary file can't be used: No space left on device"):
        SpilledRows()
