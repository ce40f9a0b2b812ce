"""A folder of reports, one for each submission, that knows what is already there."""

from __future__ import annotations

import hashlib
import json
import threading
from typing import TYPE_CHECKING

from grader.batch.gradebook import FILE_NAME
from grader.errors import MachineError, UsageError
from grader.report.load import report_of
from grader.support.atomic_files import remove_stale, try_lock, write_atomically

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from grader.report.model import Report


class ReportFolder:
    """`--output-dir`: one report for each submission, and a record of what each was made from.

    One run at a time writes there. What a run that was killed left unfinished is removed.

    Raises:
        UsageError: It can't be a folder, or another run is writing there.
    """

    RECORD = ".grade.jsonl"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.Lock()
        self._keys: dict[str, str] = {}
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._marker = (folder / self.RECORD).open("a")
            if not try_lock(self._marker):
                self._marker.close()
                raise UsageError(f"--output-dir {folder}: another run is writing there; wait for its end")
            remove_stale(folder.rglob("*"))
            self._keys = dict(self._recorded())
        except OSError as error:
            raise UsageError(f"--output-dir {folder}: {error.strerror}") from error

    def _recorded(self) -> list[tuple[str, str]]:
        """Return reports with what they were made from, as far as the record can be read."""
        found = []
        lines = (self.folder / self.RECORD).read_text(encoding="utf-8", errors="replace").splitlines()
        for line in lines:
            try:
                entry = json.loads(line)
                found.append((str(entry["report"]), str(entry["key"] or "")))
            except (ValueError, KeyError, TypeError):
                continue  # the end of a run that was cut
        return found

    @property
    def gradebook(self) -> Path:
        """Where the gradebook lies."""
        return self.folder / FILE_NAME

    def is_current(self, report: Path, key: str) -> bool:
        """Tell whether a report is there, whole, that was made from the same things."""
        try:
            text = (self.folder / report).read_text(encoding="utf-8")
            report_of(json.loads(text))
            return bool(key) and self._keys.get(_name(report)) == _key_with(key, text)  # else edited since
        except (OSError, ValueError, KeyError, TypeError):
            return False  # removed, or cut by a disk that lost its power

    def write(self, report: Path, key: str | None, text: str) -> None:
        """Write a report, then record what it was made from; without a key it is made again next time.

        Raises:
            MachineError: It can't be written.
        """
        if self._keys.get(_name(report)):
            self._note(report, None)  # what is there now is not what is recorded any more, whatever happens
        write_atomically(self.folder / report, text)
        self._note(report, _key_with(key, text) if key else None)

    def _note(self, report: Path, key: str | None) -> None:
        record = self.folder / self.RECORD
        line = json.dumps({"report": _name(report), "key": key})
        with self._lock:
            try:
                with record.open("a", encoding="utf-8") as file:
                    file.write(f"\n{line}\n")  # begins anew: a kill or a full disk may have cut the last line
            except OSError as error:
                raise MachineError(f"{record}: can't be written: {error.strerror}") from error
            self._keys[_name(report)] = key or ""

    def read(self, report: Path) -> Report:
        """Return a report that is there.

        Raises:
            OSError: It is not there.
            ValueError: It is not JSON.
            KeyError: It is no report.
            TypeError: It is no report.
        """
        return report_of(json.loads((self.folder / report).read_text(encoding="utf-8")))

    def others(self, reports: Iterable[Path]) -> list[str]:
        """Return the names of reports that lie here from earlier runs, besides some."""
        now = {_name(report) for report in reports}
        return sorted(name for name in self._keys if name not in now and (self.folder / name).is_file())

    def finish(self) -> None:
        """Put the record in order: a line for each report, whatever runs it took.

        Raises:
            MachineError: It can't be written.
        """
        saved = sorted((name, key) for name, key in self._keys.items() if key)
        lines = [json.dumps({"report": name, "key": key}) + "\n" for name, key in saved]
        write_atomically(self.folder / self.RECORD, "".join(lines))

    def close(self) -> None:
        """Let another run write here."""
        self._marker.close()


def key_of(*parts: object) -> str:
    """Return one name for everything that a report depends on."""
    return hashlib.sha256("\0".join(repr(part) for part in parts).encode()).hexdigest()


def _key_with(key: str, text: str) -> str:
    """Return a name for what a report depends on and for what it says, but for how long it took."""
    content = json.loads(text)
    return key_of(key, {name: value for name, value in content.items() if name != "timing"})


def _name(report: Path) -> str:
    return report.as_posix()
