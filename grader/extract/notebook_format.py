"""Checks a notebook against the notebook format's schema; separate from reading, since it is slower."""

from __future__ import annotations

import importlib.util
import json
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader.extract.submission import Diagnostic
from grader.support.lazy_imports import jsonschema
from grader.support.text import clean
from grader.support.warnings import no_warnings

if TYPE_CHECKING:
    from grader.extract.submission import Submission

MAX_VALIDATED_BYTES, MAX_TAGS = 4 * 2**20, 1000  # checking the format of more takes too long


class FormatChecker:
    """Checks any number of notebooks from any number of threads.

    The first one is checked with the schema alone, which is faster than importing nbformat; the others with
    nbformat, which is then faster for each. Both give the same result.
    """

    def __init__(self) -> None:
        self._first = threading.Semaphore()

    def notes(self, submission: Submission) -> tuple[Diagnostic, ...]:
        """Return what violates the notebook format's schema."""
        if submission.notebook is None:
            return ()
        is_first = self._first.acquire(blocking=False)
        return _format_notes(submission.notebook, by_schema=is_first)


def _format_notes(data: bytes, *, by_schema: bool) -> tuple[Diagnostic, ...]:
    if len(data) > MAX_VALIDATED_BYTES:
        return ()
    try:
        content = json.loads(data.decode("utf-8-sig"))
        if _tags(content) > MAX_TAGS:
            return ()
        with no_warnings():
            broken = _first_format_error(content, by_schema=by_schema)
    except Exception as error:  # noqa: BLE001 - nbformat raises whatever a strange file makes it stumble over
        broken = error
    if broken is None:
        return ()
    first = clean(str(broken).split("\n", 1)[0], 200)
    note = f"The notebook violates the notebook format ({first}); it was graded anyway."
    return (Diagnostic("warning", None, note),)


def _tags(content: Any) -> int:
    """Count the tags of cells."""
    return sum(len(cell.get("metadata", {}).get("tags", ())) for cell in content.get("cells", ()))


def _first_format_error(content: Any, *, by_schema: bool) -> Exception | None:
    if by_schema:
        validator = _format_validator(content["nbformat"], content.get("nbformat_minor"))
        if validator is not None and validator.is_valid(content):
            return None
    jsonschema()  # before nbformat imports it
    from nbformat.validator import iter_validate  # heavy: loaded while boxes run

    errors: Any = iter_validate
    return next(iter(errors(content)), None)


def _format_validator(major: int, minor: int) -> Any:
    """Return a validator for a format whose schema nbformat ships; faster than importing nbformat."""
    spec = importlib.util.find_spec("nbformat")
    for folder in (spec and spec.submodule_search_locations) or ():
        path = Path(folder) / f"v{major}" / f"nbformat.v{major}.{minor}.schema.json"
        if path.is_file():
            return jsonschema().Draft4Validator(json.loads(path.read_text(encoding="utf-8")))
    return None
