"""Reads a notebook or a script into cells, without running anything."""

from __future__ import annotations

import hashlib
import json
import re
import stat
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any

from grader.errors import UnreadableError
from grader.extract import unreadable
from grader.extract.unreadable import CURRENT_FORMAT
from grader.support.warnings import no_warnings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MAX_FILE_BYTES = 64 * 2**20
MAX_CONTAINERS, MAX_ITEMS = 1_000_000, 8_000_000  # of its JSON: each takes much more memory than its bytes
SUFFIXES = (".ipynb", ".py")

# How Jupytext and nbconvert mark the cells of a notebook that was saved as a script.
_CELL_MARK = re.compile(r"^#(?: ?%%| In\[[ \d]*\]:)", re.MULTILINE)


@dataclass(frozen=True)
class Diagnostic:
    """A remark about a submission that deducts no points by itself."""

    severity: str
    cell: int | None
    message: str


@dataclass(frozen=True)
class Cell:
    """One cell: `number` is its 0-based index in the notebook, None in a script; `line` where it starts.

    `kind` is that of the notebook's format: `code`, `markdown` or `raw`.
    """

    number: int | None
    source: str
    is_code: bool = True
    is_test: bool = False
    line: int = 1
    kind: str = "code"


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
        read_bytes: Reads what is not a file on disk; raises an UnreadableError with the end of a sentence.
    """

    def __init__(
        self, path: Path, name: str | None = None, read_bytes: Callable[[], bytes] | None = None
    ) -> None:
        self.path = path
        self.name = name or str(path)
        self._read_bytes = read_bytes or partial(_bytes, path)

    @cached_property
    def data(self) -> bytes:
        """Its bytes.

        Raises:
            UnreadableError: It can't be opened, or is too large.
        """
        try:
            return self._read_bytes()
        except UnreadableError as error:
            raise UnreadableError(f"{self.name}: {error}") from error

    @cached_property
    def digest(self) -> str:
        """The digest of its bytes; see `data` for errors."""
        return digest(self.data)

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
        raise UnreadableError(f"{self.name}: is not a notebook (.ipynb) or a script (.py)")


def saved_cells(submission: Submission) -> dict[int | None, dict[str, Any]]:
    """Return the cells of a notebook as saved, with outputs and attachments, by number; none of a script."""
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


def _bytes(path: Path) -> bytes:
    """Return the bytes of a file.

    Raises:
        UnreadableError: It can't be opened, or is too large; the message is the end of a sentence.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableError("is not a file")
        if status.st_size > MAX_FILE_BYTES:
            megabytes = MAX_FILE_BYTES // 2**20
            raise UnreadableError(f"is larger than {megabytes} MB; clear the outputs of its cells")
        return path.read_bytes()
    except OSError as error:
        raise UnreadableError(f"can't be read: {error.strerror}") from error


def _script(name: str, data: bytes) -> tuple[Cell, ...]:
    try:
        source = _with_plain_lines(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UnreadableError(f"{name}: is not UTF-8 text (byte {error.start}); save it as UTF-8") from error
    return script_cells(source)


def script_cells(source: str) -> tuple[Cell, ...]:
    """Return the cells of a script: `# %%` starts a new one."""
    starts = [0, *(match.start() for match in _CELL_MARK.finditer(source)), len(source)]
    texts = [source[start:end] for start, end in pairwise(starts)]
    lines = accumulate((text.count("\n") for text in texts), initial=1)
    return tuple(
        Cell(None, text, line=line) for text, line in zip(texts, lines, strict=False) if text.strip()
    )


def _notebook(name: str, data: bytes) -> tuple[Cell, ...]:
    if data.count(b"{") + data.count(b"[") > MAX_CONTAINERS or data.count(b",") > MAX_ITEMS:
        raise UnreadableError(f"{name}: has more content than can be read; clear the outputs of its cells")
    try:
        content = json.loads(data.decode("utf-8-sig"))
        unreadable.check_format(content["nbformat"])
        if content["nbformat"] != CURRENT_FORMAT:
            content = _upgraded(content)
        return tuple(_cell(number, cell) for number, cell in enumerate(content["cells"]))
    except UnicodeDecodeError as error:
        raise UnreadableError(f"{name}: {unreadable.not_text(data, error.start)}") from error
    except Exception as error:  # a malformed file can fail anywhere
        raise UnreadableError(f"{name}: is not a notebook: {unreadable.reason(data, error)}") from error


def _upgraded(content: Any) -> Any:
    """Convert a notebook of an older format."""
    from nbformat import convert, reader  # noqa: PLC0415 - heavy, and few notebooks need it

    upgrade: Any = convert
    parse: Any = reader.reads
    with no_warnings():
        return upgrade(parse(json.dumps(content)), CURRENT_FORMAT)


def _cell(number: int, cell: Any) -> Cell:
    source = cell["source"]
    if isinstance(source, list):
        source = "".join(source)
    if not isinstance(source, str):
        raise TypeError(f"cell {number} has no text")
    metadata = cell.get("metadata") or {}
    nbgrader = metadata.get("nbgrader") or {}
    is_test = bool(nbgrader.get("grade")) and not nbgrader.get("solution")
    kind = str(cell["cell_type"])
    return Cell(number, _with_plain_lines(source), kind == "code", is_test, kind=kind)


def _with_plain_lines(text: str) -> str:
    """Return a text with the line endings that Python's own reader would produce."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
