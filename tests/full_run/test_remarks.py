"""Sentences on a run."""

from __future__ import annotations

from grader.extract.submission import Cell, Diagnostic, Submission
from grader.full_run.remarks import MAX_REMARKS, remarks, runs_to_the_end
from grader.full_run.transcript import CellError, RanCell, Transcript
from grader.sandbox.interface import Stopped


def submission(*cells: Cell) -> Submission:
    return Submission("a.ipynb", "sha256:", cells or tuple(Cell(n, f"x = {n}") for n in range(4)))


def transcript(
    *ran: RanCell, done: bool = True, stopped: Stopped | None = None, under_way: int | None = None
) -> Transcript:
    sources = tuple(f"x = {n}" for n in range(4))
    return Transcript(sources, {c.index: c for c in ran}, under_way, done, stopped)


def ran(index: int, error: CellError | None = None) -> RanCell:
    return RanCell(index, index + 1, [], error)


def test_a_run_to_the_end_is_told() -> None:
    """One sentence, for information."""
    whole = transcript(*map(ran, range(4)))
    text = "The whole notebook was run: none of its 4 cells failed."
    assert remarks(submission(), whole) == (Diagnostic("info", None, text),)
    assert runs_to_the_end(whole)


def test_a_failing_cell_is_told_with_its_line() -> None:
    """The cell's number is the notebook's."""
    failing = transcript(ran(0), ran(2, CellError("NameError", "name 'a' is not defined", 3)))
    text = "When the whole notebook is run, line 3 of this cell raises NameError: name 'a' is not defined"
    assert remarks(submission(), failing) == (Diagnostic("warning", 2, text),)
    assert not runs_to_the_end(failing)


def test_an_error_without_words_is_told() -> None:
    """Neither name, nor text, nor line."""
    (found,) = remarks(submission(), transcript(ran(1, CellError("", "", None))))
    assert found.message == "When the whole notebook is run, this cell raises an exception."


def test_many_failing_cells_are_counted() -> None:
    """A list of them helps nobody."""
    cells = tuple(Cell(n, "1/0") for n in range(MAX_REMARKS + 3))
    failing = transcript(*(ran(n, CellError("E", "m", 1)) for n in range(len(cells))))
    found = remarks(submission(*cells), failing)
    assert len(found) == MAX_REMARKS + 1
    assert found[-1].message == "3 more cells failed."


def test_the_cell_that_stopped_a_run_is_told() -> None:
    """With how many were not run."""
    cut = transcript(ran(0), done=False, stopped=Stopped("timeout", "did not end"), under_way=1)
    (found,) = remarks(submission(), cut)
    assert found.cell == 1
    assert found.message == (
        "When the whole notebook is run, this cell did not end. The 2 cells after it were not run."
    )


def test_the_last_cell_that_was_not_run_is_told() -> None:
    """One is not "cells"."""
    cut = transcript(ran(0), ran(1), done=False, stopped=Stopped("exit", "ended the kernel"), under_way=2)
    assert remarks(submission(), cut)[-1].message.endswith("ended the kernel. The last cell was not run.")


def test_a_run_that_stopped_between_cells_is_told() -> None:
    """Then no cell is to blame."""
    cut = transcript(ran(0), done=False, stopped=Stopped("whole", "took more than 9 s"))
    (found,) = remarks(submission(), cut)
    assert found.cell is None
    assert found.message.startswith("When the whole notebook is run, the notebook took more than 9 s.")


def test_a_part_of_a_script_is_told_by_its_line() -> None:
    """A script has no cells to count."""
    script = submission(*(Cell(None, "x", line=10 * n + 1) for n in range(4)))
    (found,) = remarks(script, transcript(ran(1, CellError("E", "m", 2))))
    assert found == Diagnostic(
        "warning",
        None,
        "When the whole notebook is run, line 12 raises E: m",
    )


def test_what_differs_from_run_to_run_is_left_out() -> None:
    """Addresses, and the names of scratch folders."""
    error = CellError("E", "<a object at 0x7f1b3a441540> in '/tmp/grade-ab12/box-cd34/kernel/work/x'", None)
    (found,) = remarks(submission(), transcript(ran(0, error)))
    assert "0x7f" not in found.message
    assert "grade-ab12" not in found.message
