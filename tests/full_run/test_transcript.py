"""What an executor writes, and what somebody else might write in its place."""

from __future__ import annotations

import json
from typing import Any

import pytest

from grader.full_run.transcript import CellError, Transcript


def read(*messages: Any, sources: tuple[str | None, ...] = ("a", None, "b")) -> Transcript:
    """Take messages in, each as a line."""
    transcript = Transcript(sources)
    for message in messages:
        transcript.read(message if isinstance(message, bytes) else json.dumps(message).encode())
    return transcript


def end(index: Any = 0, **changes: Any) -> dict[str, Any]:
    """Return the message of a cell's end."""
    return {"end": index, "count": 1, "outputs": [], "error": None, **changes}


class TestRuns:
    def test_cells_end_one_by_one(self) -> None:
        """Each is there with its outputs and its number."""
        transcript = read(
            {"begin": 0}, end(0, outputs=[{"a": 1}]), {"begin": 2}, end(2, count=2), {"done": True}
        )
        assert [(c.index, c.count, c.outputs) for c in transcript.cells.values()] == [
            (0, 1, [{"a": 1}]),
            (2, 2, []),
        ]
        assert (transcript.done, transcript.stopped, transcript.under_way) == (True, None, None)

    def test_a_cell_is_under_way_until_it_ends(self) -> None:
        """A run that is cut knows where."""
        assert read({"begin": 0}, end(0), {"begin": 2}).under_way == 2

    def test_an_error_has_a_line_or_none(self) -> None:
        """A line of a cell counts from 1."""
        errors = [{"name": "E", "message": "m", "line": line} for line in (3, None, 0, -1, "3", 2.0)]
        found = [read(end(0, error=error)).cells[0].error for error in errors]
        assert found == [CellError("E", "m", 3)] + [CellError("E", "m", None)] * 5

    def test_long_texts_are_cut(self) -> None:
        """A student chose them."""
        error = {"name": "E" * 9999, "message": "m" * 9999, "line": 1}
        found = read(end(0, error=error)).cells[0].error
        assert found == CellError("E" * 500, "m" * 500, 1)


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"too long",
        b"[" * 100_000,
        b"null",
        b"5",
        b'"begin"',
        b"{}",
        b"\xff",
        {"done": 1},
        {"begin": 1},
        {"begin": -1},
        {"begin": 3},
        {"begin": True},
        {"begin": "0"},
        {"begin": None},
        {"end": 0},
        end(1),
        end(0, outputs={}),
        end(0, outputs=None),
        end(0, error=[]),
        end(0, error={"name": 1, "message": "", "line": 1}),
        end(0, error={"name": "", "message": None, "line": 1}),
    ],
)
def test_what_is_no_message_ends_the_run(line: Any) -> None:
    """Nothing of it is taken over."""
    transcript = read(line)
    assert transcript.stopped is not None
    assert transcript.stopped.reason == "garbage"
    assert (transcript.cells, transcript.done) == ({}, False)


def test_a_cell_ends_once() -> None:
    """A second end would be another's."""
    transcript = read(end(0), end(0))
    assert transcript.stopped is not None
