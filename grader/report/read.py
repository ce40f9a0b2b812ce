"""Read report files."""

from __future__ import annotations

import json
import stat
from typing import TYPE_CHECKING

from grader.errors import UsageError
from grader.report.formats.json import is_valid, schema
from grader.report.load import report_of
from grader.support.lazy_imports import jsonschema

if TYPE_CHECKING:
    from pathlib import Path

    from grader.report.model import Report


MAX_BYTES = 64 * 2**20


def read_reports(path: Path) -> list[Report]:
    """Read a report (`.json`), or a file of one report a line (`.jsonl`).

    Raises:
        UsageError: The file does not exist, or does not contain reports.
    """
    validator = jsonschema().Draft202012Validator(schema())
    try:
        text = path.read_text(encoding="utf-8")
        contents = [json.loads(part) for part in (_lines(text) if path.suffix == ".jsonl" else [text])]
        for content in contents:
            validator.validate(content)
    except OSError as error:
        raise UsageError(f"{path}: can't be read: {error.strerror}") from error
    except jsonschema().ValidationError as error:
        raise UsageError(f"{path}: is not a valid report: {error.message[:200]}") from error
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{path}: is not a report: {error}") from error
    return [report_of(content) for content in contents]


def report_in(path: Path) -> Report | None:
    """Return the report that a file contains; None if it is another JSON file, damaged, or no plain file."""
    try:
        if not is_plain(path):
            return None
        content = json.loads(path.read_text(encoding="utf-8"))
        return report_of(content) if is_valid(content) else None
    except (OSError, ValueError, RecursionError):
        return None


def is_plain(path: Path) -> bool:
    """Return whether a path is that of a file of usual size: no link, pipe, device or folder.

    Raises:
        OSError: There is nothing.
    """
    found = path.lstat()
    return stat.S_ISREG(found.st_mode) and found.st_size <= MAX_BYTES


def _lines(text: str) -> list[str]:
    """Split at newlines only: JSON strings may contain other line separators."""
    return [line for line in text.split("\n") if line]
