"""A folder of reports, one for each submission, that keeps up-to-date reports."""

from __future__ import annotations

import hashlib
import json
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from grader.batch.gradebook import FILE_NAME
from grader.errors import MachineError, UsageError
from grader.report.load import report_of
from grader.support.atomic_files import remove_stale, try_lock, write_atomically, write_each_atomically

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from grader.report.model import Report

INDEX = "index.html"  # the page on the whole class


class ReportFolder:
    """`--output-dir`: one report for each submission, and a record of the inputs of each.

    Only one run at a time writes to it. Temporary files of killed runs are removed.

    Raises:
        UsageError: It is not a usable folder, or another run is writing to it.
    """

    RECORD = ".grade.jsonl"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.Lock()
        self._keys: dict[str, bytes] = {}
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._marker = (folder / self.RECORD).open("a")
            if not try_lock(self._marker):
                self._marker.close()
                raise UsageError(
                    f"--output-dir {folder}: another run is writing to this folder; wait until it ends"
                )
            remove_stale(folder.rglob("*"))
            self._keys = dict(recorded(folder))
        except OSError as error:
            raise UsageError(f"--output-dir {folder}: {error.strerror}") from error

    @property
    def gradebook(self) -> Path:
        """The path of the gradebook."""
        return self.folder / FILE_NAME

    @property
    def index(self) -> Path:
        """The path of the page on the whole class."""
        return self.folder / INDEX

    def page(self, report: Path) -> Path:
        """Return the path of a report's page."""
        return self.folder / page_of(report)

    def has_page(self, report: Path) -> bool:
        """Return whether a report has a page that is not older."""
        try:
            return not is_stale(self.page(report), self.folder / report)
        except OSError:
            return False

    def current(self, report: Path, key: str) -> Report | None:
        """Return the report made from the same inputs, unless it has been edited since or is missing."""
        recorded_key = self._keys.get(_name(report))
        if not key or not recorded_key:
            return None  # what is in its place may be anything, such as a pipe of a student's
        try:
            content = orjson.loads((self.folder / report).read_bytes())
            return report_of(content) if recorded_key == _key_with(key, content) else None
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None  # removed, or damaged by a power failure

    def write(self, report: Path, key: str | None, text: str, page: str | None = None) -> None:
        """Write a report and its page, then record the key; without a key they are made again next time.

        Raises:
            MachineError: It cannot be written.
        """
        if self._keys.get(_name(report)):
            self._note(report, None)  # from here on, the recorded key is invalid whatever happens
        write_atomically(self.folder / report, text)
        if page is not None:
            write_atomically(self.page(report), page)
        self._note(report, _key_with(key, orjson.loads(text)) if key else None)

    def _note(self, report: Path, key: bytes | None) -> None:
        record = self.folder / self.RECORD
        line = _line(_name(report), key)
        with self._lock:
            try:
                with record.open("a", encoding="utf-8") as file:
                    file.write(
                        f"\n{line}"
                    )  # leading newline: a kill or a full disk may have cut the last line
            except OSError as error:
                raise MachineError(f"{record}: can't be written: {error.strerror}") from error
            self._keys[_name(report)] = key or b""

    def read(self, report: Path) -> Report:
        """Return an existing report.

        Raises:
            OSError: It does not exist.
            ValueError: It is not JSON.
            KeyError: It is not a report.
            TypeError: It is not a report.
        """
        return report_of(orjson.loads((self.folder / report).read_bytes()))

    def others(self, reports: Iterable[Path]) -> list[str]:
        """Return the names of reports of earlier runs, except the given ones."""
        now = {_name(report) for report in reports}
        return sorted(name for name in self._keys if name not in now and (self.folder / name).is_file())

    def finish(self) -> None:
        """Rewrite the record with one line for each report, those without a key included.

        Raises:
            MachineError: It cannot be written.
        """
        kept = sorted(name for name, key in self._keys.items() if key or (self.folder / name).is_file())
        lines = (_line(name, self._keys[name] or None) for name in kept)
        write_each_atomically(self.folder / self.RECORD, lines)

    def close(self) -> None:
        """Release the folder for other runs."""
        self._marker.close()


def recorded(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the recorded keys by report, as far as the record can be read.

    Raises:
        OSError: There is no record.
    """
    with (folder / ReportFolder.RECORD).open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            try:
                entry = json.loads(line)
                yield str(entry["report"]), bytes.fromhex(entry["key"] or "")
            except (ValueError, KeyError, TypeError):
                continue  # a line cut off by an interrupted run


def is_stale(page: Path, report: Path) -> bool:
    """Return whether a page is older than its report: graded again since, without pages.

    Raises:
        OSError: One of them does not exist.
    """
    return page.stat().st_mtime_ns < report.stat().st_mtime_ns


def page_of(report: Path) -> Path:
    """Return the path of a report's page in the folder; `index.html` is the class's."""
    page = report.with_suffix(".html")
    return page if page != Path(INDEX) else report.with_suffix(".ipynb.html")


def key_of(*parts: object) -> str:
    """Return a digest of everything that a report depends on."""
    return hashlib.sha256("\0".join(repr(part) for part in parts).encode()).hexdigest()


def _key_with(key: str, content: Mapping[str, Any]) -> bytes:
    """Return a digest of a report's inputs and its contents, except the timing."""
    return bytes.fromhex(key_of(key, {name: value for name, value in content.items() if name != "timing"}))


def _line(name: str, key: bytes | None) -> str:
    """Return the line of the record on a report."""
    return json.dumps({"report": name, "key": key.hex() if key else None}) + "\n"


def _name(report: Path) -> str:
    return report.as_posix()
