"""The cells of a submission, ready for a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from grader.extract.submission import saved_cells
from grader.report.formats.markdown_cells import as_text, render_markdown
from grader.report.formats.outputs import Output, Outputs
from grader.report.formats.source_lines import colourless, highlighted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.extract.submission import Cell, Submission

MAX_CELLS = 2000
MAX_CHARACTERS = 1_000_000  # of a notebook that are formatted; the rest is shown as it was written


@dataclass(frozen=True)
class SourceLine:
    """One line of source: its number, its HTML, and whether a fault is there."""

    number: int
    html: Any
    is_fault: bool


@dataclass(frozen=True)
class ShownCell:
    """One cell: Markdown as HTML, or lines of source with their outputs."""

    index: int | None
    number: int | None = None
    html: Any = ""
    lines: tuple[SourceLine, ...] = ()
    outputs: tuple[Output, ...] = ()


FaultLines = dict[int | None, set[int]]  # line numbers by cell


def shown_cells(submission: Submission, faults: FaultLines) -> Iterator[ShownCell]:
    """Yield the cells of a submission in order.

    Args:
        submission: A notebook or a script.
        faults: The lines to mark, by cell; those of a script under None.
    """
    saved = saved_cells(submission)
    outputs = Outputs()
    left = MAX_CHARACTERS
    for cell in submission.cells[:MAX_CELLS]:
        raw = saved.get(cell.index, {})
        left -= len(cell.source)
        if cell.is_code:
            lines = tuple(_lines(cell, faults.get(cell.index, set()), formatted=left >= 0))
            number = cell.number if cell.source.strip() else None
            yield ShownCell(cell.index, number, lines=lines, outputs=tuple(outputs.of(raw)))
        elif cell.source.strip():
            html = _markdown(cell, raw.get("attachments")) if left >= 0 else _text(cell)
            yield ShownCell(cell.index, html=html)


def _markdown(cell: Cell, attachments: Any) -> Any:
    from markupsafe import Markup

    names = attachments if isinstance(attachments, dict) else {}
    return Markup(render_markdown(cell.source, names))  # noqa: S704 - sanitised


def _text(cell: Cell) -> Any:
    from markupsafe import Markup

    return Markup(as_text(cell.source))  # noqa: S704 - escaped


def _lines(cell: Cell, faults: set[int], *, formatted: bool) -> Iterator[SourceLine]:
    source = cell.source.rstrip("\n")
    for number, html in enumerate((highlighted if formatted else colourless)(source), cell.line):
        yield SourceLine(number, html, number in faults)
