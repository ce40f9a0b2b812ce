"""Output files for one report or several; the suffix sets the format."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from grader.batch.gradebook import Gradebook
from grader.errors import UsageError
from grader.report.formats.json import JsonLines, render_json
from grader.support.atomic_files import AtomicFile

if TYPE_CHECKING:
    from collections.abc import Callable

    from grader.batch.classroom import Classroom
    from grader.report.exhibits import Graded
    from grader.report.formats.interface import Document
    from grader.report.model import Report


def _markdown(graded: Graded) -> str:
    from grader.report.formats.markdown import render_markdown  # for those who want it

    return render_markdown(graded.report)


def _html(graded: Graded) -> str:
    from grader.report.formats.html import render_html

    return render_html(graded)


def _junit(_: Classroom) -> Document:
    from grader.report.formats.junit import JUnit

    return JUnit()


# Formats for one report.
RENDERERS: dict[str, Callable[[Graded], str]] = {
    ".json": lambda graded: render_json(graded.report),
    ".md": _markdown,
    ".html": _html,
}
# Those of them that show more than the report contains.
ILLUSTRATED = frozenset({".html"})
# Formats for any number of reports.
MANY: dict[str, Callable[[Classroom], Document]] = {
    ".jsonl": lambda _: JsonLines(),
    ".csv": Gradebook,
    ".xml": _junit,
}


def check_output(name: str, *, many: bool) -> None:
    """Validate `--output NAME` before anything runs.

    Raises:
        UsageError: The format or folder does not exist, or the format is for a single report.
    """
    if name == "-":
        return
    path = Path(name)
    if path.suffix not in {*RENDERERS, *MANY}:
        known = ", ".join([*RENDERERS, *MANY])
        raise UsageError(f"--output {name}: the suffix sets the format and must be one of {known}")
    if many and path.suffix not in MANY:
        raise UsageError(
            f"--output {name}: holds a single report; for several submissions use {', '.join(MANY)}"
        )
    if not path.absolute().parent.is_dir():
        raise UsageError(f"--output {name}: there is no folder {path.parent}")


class ManyReports:
    """A file of several reports, renamed to its final name when complete.

    Raises:
        MachineError: It cannot be written; so for each method.
    """

    def __init__(self, path: Path, document: Document) -> None:
        self._file = AtomicFile(path)
        self._document = document

    def add(self, report: Report) -> None:
        """Add one report."""
        self._file.write(self._document.add(report))

    def finish(self) -> None:
        """Write the end, and rename the file to its final name."""
        for text in self._document.finish():
            self._file.write(text)
        self._file.finish()

    def discard(self) -> None:
        """Discard the temporary file."""
        self._file.discard()
