"""Paths of reports, one for each submission, on any file system."""

from __future__ import annotations

import unicodedata
from itertools import count
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from grader.batch.gradebook import FILE_NAME as GRADEBOOK
from grader.batch.zip_names import shortened
from grader.extract.submission import SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Sequence

# For the class; no student's folder or report takes their place.
_RESERVED = (GRADEBOOK, "index.html")
_BESIDE = (".html", ".ipynb")  # what may be written beside a report, under the same name


def report_path(parts: Sequence[str]) -> Path:
    """Return the path of the report on a submission, by the path of the submission."""
    path = PurePosixPath(*parts)
    if path.name.lower() in SUFFIXES:  # nothing but a suffix: a report called `.ipynb.json` would be hidden
        name = path.name.lstrip(".")
    else:
        name = path.stem if path.suffix.lower() == ".ipynb" else path.name
    return Path(*path.parts[:-1], shortened(f"{name}.json"))


class ReportNames:
    """The paths taken by reports and their folders."""

    def __init__(self) -> None:
        self._files = dict(zip(_RESERVED, _RESERVED, strict=True))
        self._folders: dict[str, str] = {}

    def add(self, report: Path, name: str) -> None:
        """Record the path of a submission's report."""
        self._files[_key(report)] = name
        for suffix in _BESIDE:
            self._files.setdefault(_key(report.with_suffix(suffix)), name)
        for folder in report.parents:
            self._folders.setdefault(_key(folder), name)

    def other(self, report: Path) -> str:
        """Return the submission whose report has this path, if any."""
        above = [self._files[_key(folder)] for folder in report.parents if _key(folder) in self._files]
        beside = [self._folders.get(_key(report.with_suffix(suffix)), "") for suffix in _BESIDE]
        own = self._files.get(_key(report)) or self._folders.get(_key(report))
        return own or next(filter(None, beside), "") or next(iter(above), "")

    def free(self, report: Path) -> Path:
        """Return a free path for a report: this one, or one with a number."""
        free = report
        for number in count(2):
            if not self.other(free):
                break
            above = [
                f"{folder.name}~{number}" if _key(folder) in self._files else folder.name
                for folder in reversed(report.parents[:-1])
            ]
            name = report.name if Path(*above) != report.parent else f"{report.stem}~{number}{report.suffix}"
            free = Path(*above, name)
        return free


def folded(name: str) -> str:
    """Return the same text for names that are one file's on some systems."""
    return unicodedata.normalize("NFC", name).casefold()


def _key(path: Path) -> str:
    return folded(path.as_posix())
