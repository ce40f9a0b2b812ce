"""Says what a file is that was submitted as a notebook and can't be read as one."""

from __future__ import annotations

import ast
import json
import re
from typing import TYPE_CHECKING

from grader.extract.parsing import tree_of

if TYPE_CHECKING:
    from collections.abc import Callable

CURRENT_FORMAT = 4
_SIGNATURES = {
    b"\x1f\x8b": "a gzip file",
    b"PK": "a zip file",
    b"\xff\xfe": "UTF-16 text",
    b"\xfe\xff": "UTF-16 text",
    b"%PDF": "a PDF file",
    b"\x89PNG": "a picture",
    b"\xff\xd8": "a picture",
    b"\x89HDF": "an HDF5 file",
    b"\xd0\xcf": "an Office document",
}
NOT_SUBMITTABLE = (
    "is neither a notebook (.ipynb) nor a script (.py); "
    "submit the notebook itself, the file whose name ends in .ipynb"
)
AGAIN = "open it in Jupyter, save it, and submit it again"
_CONFLICT = re.compile(rb"^<<<<<<< .*$", re.MULTILINE)
_CODE = (ast.FunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom, ast.Assign)


class NewerFormatError(ValueError):
    """A notebook in a format that is newer than any known."""


def check_format(number: object) -> None:
    """Check the number of a notebook's format.

    Raises:
        NewerFormatError: It is newer than any known.
    """
    if isinstance(number, int) and number > CURRENT_FORMAT:
        raise NewerFormatError(
            f"it is in notebook format {number}; formats up to {CURRENT_FORMAT} can be read: save it as "
            f"format {CURRENT_FORMAT}"
        )


def not_text(data: bytes, offset: int) -> str:
    """Return what bytes are that stop being UTF-8 text at some offset: the end of a sentence."""
    for start, what in _SIGNATURES.items():
        if data.startswith(start):
            return f"is {what}; submit the notebook itself, as UTF-8 text"
    return f"is not UTF-8 text (byte {offset}); {AGAIN}"


def reason(data: bytes, error: Exception) -> str:
    """Return why text is not a notebook, by what it looks like and by the error that reading it raised."""
    if isinstance(error, NewerFormatError):
        return str(error)
    found = next((text for looks in _LOOKS if (text := looks(data)) is not None), None)
    if found is not None:
        return found
    if isinstance(error, json.JSONDecodeError):
        return f"it is not JSON, so it may have been cut short; {AGAIN}"
    if isinstance(error, (KeyError, TypeError)):
        return "it is JSON, but without the cells of a notebook; submit the notebook itself"
    return f"{type(error).__name__} while reading it; {AGAIN}"


def _nothing(data: bytes) -> str | None:
    return None if data.strip() else "it is empty; submit the notebook with your work"


def _web_page(data: bytes) -> str | None:
    if data.lstrip().startswith((b"<!", b"<html", b"<HTML", b"<?xml")):
        return "it is a web page; download the notebook itself (the raw file)"
    return None


def _conflict(data: bytes) -> str | None:
    start = _CONFLICT.search(data)
    if start is None or b"\n>>>>>>>" not in data:
        return None
    line = data.count(b"\n", 0, start.start()) + 1
    return f"it contains a Git merge conflict (<<<<<<< in line {line}); resolve it and submit the result"


def _pointer(data: bytes) -> str | None:
    if data.startswith(b"version https://git-lfs.github.com/"):
        return "it is a Git LFS pointer, not the file itself; run `git lfs pull`"
    return None


def _pdf(data: bytes) -> str | None:
    return "it is a PDF file; submit the notebook itself" if data.startswith(b"%PDF") else None


def _rich_text(data: bytes) -> str | None:
    return "it is a rich text document; submit the notebook itself" if data.startswith(b"{\\rtf") else None


def _python(data: bytes) -> str | None:
    """Tell whether a text is Python: it parses, and does not consist of expressions only, as JSON does."""
    try:
        body = tree_of(data.decode("utf-8-sig")).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    if not any(isinstance(statement, _CODE) for statement in body):
        return None
    return "it is Python source; submit it with the suffix .py, or submit the notebook itself"


_LOOKS: tuple[Callable[[bytes], str | None], ...] = (
    _nothing,
    _web_page,
    _conflict,
    _pointer,
    _pdf,
    _rich_text,
    _python,
)
