"""Reads a notebook or a script into cells, without running anything."""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any

from grader.errors import UnreadableError
from grader.extract import unreadable
from grader.extract.cells import Broken, parse
from grader.extract.marimo import marimo_sections
from grader.extract.parsing import MAX_CHARACTERS
from grader.extract.reading import Content, as_generator, chunks_of, content_of
from grader.extract.unreadable import CURRENT_FORMAT
from grader.options import NOTHING_KNOWN, Circumstances
from grader.support.warnings import no_warnings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

MAX_CONTAINERS, MAX_ITEMS = 1_000_000, 8_000_000  # of its JSON: each takes much more memory than its bytes
SUFFIXES = (".ipynb", ".py")

# How Jupytext and nbconvert mark the cells of a notebook that was saved as a script.
_TOP_LEVEL_DEFINITION = re.compile(r"^(?:@|(?:async[ \t]+def|def|class)\b)", re.MULTILINE)
_CELL_MARK = re.compile(r"^#(?: ?%%| In\[[ \d]*\]:)", re.MULTILINE)


@dataclass(frozen=True)
class Diagnostic:
    """A remark about a submission, or one of its cells by number, that deducts no points by itself."""

    severity: str
    cell: int | None
    message: str


@dataclass(frozen=True)
class Cell:
    """One cell of a notebook, or one section of a script.

    Attributes:
        number: How many code cells there are up to this one, as Jupyter counts them when it runs a notebook
            from the top: those that are not empty, from 1. None in a script.
        source: Its text.
        is_code: Whether it is a code cell.
        is_test: Whether nbgrader marks it as a test.
        line: The line of the script that it starts at; 1 in a notebook.
        kind: As in the notebook's format: `code`, `markdown` or `raw`.
        index: Its 0-based index in the notebook, other kinds of cells included; None in a script.
    """

    number: int | None
    source: str
    is_code: bool = True
    is_test: bool = False
    line: int = 1
    kind: str = "code"
    index: int | None = None


@dataclass(frozen=True)
class Submission:
    """A student's file as read: its cells in order, and the bytes if it was a notebook."""

    path: str
    digest: str
    cells: tuple[Cell, ...]
    notebook: bytes | None = field(default=None, repr=False)

    @property
    def text(self) -> str:
        """The text of all cells, used to find the edition of the assignment."""
        return "\n".join(cell.source for cell in self.cells)


class SubmissionFile:
    """A submitted file, read once when it is first needed.

    Args:
        path: The file, or its name in an archive.
        name: Its name in reports; by default the path as given.
        chunks: Reads what is not a file on disk, piece by piece; raises an UnreadableError with the end of a
            sentence.
        content: What has been read of it elsewhere.
        known: What is known about it beside its content.
    """

    def __init__(
        self,
        path: Path,
        name: str | None = None,
        chunks: Callable[[], Iterator[bytes]] | None = None,
        *,
        content: Content | None = None,
        known: Circumstances = NOTHING_KNOWN,
    ) -> None:
        self.known = known
        self.path = path
        self.name = name or str(path)
        self._chunks = chunks or partial(chunks_of, path)
        self._given = content

    @cached_property
    def _content(self) -> Content:
        if self._given is not None:
            return self._given
        try:
            # Closed whatever happens: others may wait for the archive that is being read.
            with contextlib.closing(as_generator(self._chunks())) as chunks:
                return content_of(chunks, is_notebook=self.path.suffix.lower() == ".ipynb")
        except UnreadableError as error:
            raise UnreadableError(f"{self.name}: {error}") from error

    @property
    def data(self) -> bytes:
        """Its bytes; those of a large notebook without its outputs.

        Raises:
            UnreadableError: It can't be opened, or is too large.
        """
        return self._content.data

    @property
    def digest(self) -> str:
        """The digest of all its bytes; see `data` for errors."""
        return self._content.digest

    @cached_property
    def submission(self) -> Submission:
        """Its cells: those of a notebook (nbformat 3 or 4) or of a Python script.

        Raises:
            UnreadableError: It can't be opened, is too large, or is neither.
        """
        suffix = self.path.suffix.lower()
        if suffix == ".py":
            return Submission(self.name, self.digest, _script(self.name, self.data))
        if suffix == ".ipynb":
            return Submission(self.name, self.digest, _notebook(self.name, self.data), self.data)
        _ = self.data  # a missing file is reported as missing, whatever its name
        if self.path.name.lower() in SUFFIXES:
            raise UnreadableError(f"{self.name}: has no name before its suffix; rename it")
        raise UnreadableError(f"{self.name}: {unreadable.NOT_SUBMITTABLE}")


def saved_cells(submission: Submission) -> dict[int | None, dict[str, Any]]:
    """Return the cells of a notebook as saved, with outputs and attachments, by index; none of a script."""
    if submission.notebook is None:
        return {}
    content = json.loads(submission.notebook.decode("utf-8-sig"))
    if content["nbformat"] != CURRENT_FORMAT:
        content = _upgraded(content)
    return dict(enumerate(content["cells"]))


def read(path: Path, *, name: str | None = None) -> Submission:
    """Read a notebook or a script immediately; see `SubmissionFile` for arguments and errors."""
    return SubmissionFile(path, name).submission


def digest(data: bytes) -> str:
    """Return the SHA-256 digest of some bytes."""
    return "sha256:" + hashlib.sha256(data).hexdigest()


def _script(name: str, data: bytes) -> tuple[Cell, ...]:
    try:
        source = _with_plain_lines(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UnreadableError(f"{name}: is not UTF-8 text (byte {error.start}); save it as UTF-8") from error
    return script_cells(source) if _CELL_MARK.search(source) else _around_mistakes(source)


def script_cells(source: str) -> tuple[Cell, ...]:
    """Return the cells of a script: `# %%` starts a new one, and marimo's functions are cells."""
    sections = marimo_sections(source)
    if sections is not None:
        return tuple(Cell(None, section.source, line=section.line) for section in sections)
    return _split(source, [match.start() for match in _CELL_MARK.finditer(source)])


def _split(source: str, marks: list[int]) -> tuple[Cell, ...]:
    """Return the cells of a script that start at some positions."""
    starts = [0, *marks, len(source)]
    texts = [source[start:end] for start, end in pairwise(starts)]
    lines = accumulate((text.count("\n") for text in texts), initial=1)
    return tuple(
        Cell(None, text, line=line) for text, line in zip(texts, lines, strict=False) if text.strip()
    )


def _around_mistakes(source: str) -> tuple[Cell, ...]:
    """Return the cells of a script without marks: one, or one for each definition if it does not parse.

    What is right around a mistake is none the worse for it.
    """
    whole = _split(source, [])
    if len(source) > MAX_CHARACTERS or not all(isinstance(parse(cell), Broken) for cell in whole):
        return whole
    return _split(source, list(_definitions(source)))


def _definitions(source: str) -> Iterator[int]:
    """Yield where top-level definitions start, with their decorators."""
    decorated = False
    for match in _TOP_LEVEL_DEFINITION.finditer(source):
        if not decorated:
            yield match.start()
        decorated = match[0] == "@"


def _notebook(name: str, data: bytes) -> tuple[Cell, ...]:
    if data.count(b"{") + data.count(b"[") > MAX_CONTAINERS or data.count(b",") > MAX_ITEMS:
        raise UnreadableError(f"{name}: has more content than can be read; clear the outputs of its cells")
    try:
        content = json.loads(data.decode("utf-8-sig"))
        unreadable.check_format(content["nbformat"])
        if content["nbformat"] != CURRENT_FORMAT:
            content = _upgraded(content)
        return tuple(_numbered(_cell(index, cell) for index, cell in enumerate(content["cells"])))
    except UnicodeDecodeError as error:
        raise UnreadableError(f"{name}: {unreadable.not_text(data, error.start)}") from error
    except Exception as error:  # a malformed file can fail anywhere
        raise UnreadableError(f"{name}: is not a notebook: {unreadable.reason(data, error)}") from error


def _upgraded(content: Any) -> Any:
    """Convert a notebook of an older format."""
    from nbformat import convert, reader  # heavy, and few notebooks need it

    upgrade: Any = convert
    parse: Any = reader.reads
    with no_warnings():
        return upgrade(parse(json.dumps(content)), CURRENT_FORMAT)


def _numbered(cells: Iterable[Cell]) -> Iterator[Cell]:
    number = 0
    for cell in cells:
        number += cell.is_code and bool(cell.source.strip())
        yield replace(cell, number=number)


def _cell(index: int, cell: Any) -> Cell:
    source = cell["source"]
    if isinstance(source, list):
        source = "".join(source)
    if not isinstance(source, str):
        raise TypeError(f"the cell with index {index} has no text")
    metadata = cell.get("metadata") or {}
    nbgrader = metadata.get("nbgrader") or {}
    is_test = bool(nbgrader.get("grade")) and not nbgrader.get("solution")
    kind = str(cell["cell_type"])
    return Cell(None, _with_plain_lines(source), kind == "code", is_test, kind=kind, index=index)


def _with_plain_lines(text: str) -> str:
    """Return a text with the line endings that Python's own reader would produce."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
