"""A report's remarks on a full run: which cells fail and why, and what ended the run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.extract.submission import Diagnostic
from grader.support.text import MAX_NAME_CHARACTERS, clean, unwrapped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.extract.submission import Cell, Submission
    from grader.full_run.transcript import CellError, Transcript

MAX_REMARKS = 20
_RUN = "When the whole notebook is run"


def remarks(submission: Submission, transcript: Transcript) -> tuple[Diagnostic, ...]:
    """Return the remarks on a run, in the order of the cells."""
    failed = [ran for ran in transcript.cells.values() if ran.error is not None]
    found = [
        Diagnostic(
            "warning", cell.number, f"{_RUN}, {_location(cell, ran.error.line)} raises {_raised(ran.error)}"
        )
        for ran in failed[:MAX_REMARKS]
        for cell in (submission.cells[ran.index],)
        if ran.error is not None
    ]
    if len(failed) > MAX_REMARKS:
        found.append(Diagnostic("warning", None, f"{len(failed) - MAX_REMARKS} more cells failed."))
    return (*found, *_end(submission, transcript))


def runs_to_the_end(transcript: Transcript) -> bool:
    """Return whether every cell was run and none failed."""
    return transcript.done and not any(ran.error for ran in transcript.cells.values())


def _end(submission: Submission, transcript: Transcript) -> Iterator[Diagnostic]:
    cells = sum(bool(source and source.strip()) for source in transcript.sources)
    if runs_to_the_end(transcript):
        yield Diagnostic("info", None, f"The whole notebook was run: none of its {cells} cells failed.")
    elif transcript.stopped is not None:
        cell = None if transcript.under_way is None else submission.cells[transcript.under_way]
        rest = cells - len(transcript.cells) - (cell is not None)
        after = f" The {rest} cells after it were not run." if rest > 1 else ""
        after = " The last cell was not run." if rest == 1 else after
        subject = "the notebook" if cell is None else _subject(cell)
        text = f"{_RUN}, {subject} {clean(transcript.stopped.detail)}.{after}"
        yield Diagnostic("warning", None if cell is None else cell.number, text)


def _subject(cell: Cell) -> str:
    return f"the section from line {cell.line}" if cell.number is None else "this cell"


def _location(cell: Cell, line: int | None) -> str:
    """Return where something was raised; lines count from the start of the cell or of the script."""
    if line is None:
        return _subject(cell)
    return f"line {line} of this cell" if cell.number is not None else f"line {cell.line + line - 1}"


def _raised(error: CellError) -> str:
    name = clean(error.name, MAX_NAME_CHARACTERS) or "an exception"
    message = unwrapped(error.message)
    return f"{name}: {message}" if message else f"{name}."
