"""Where reports go: files written whole or not at all, and folders that know what is already there."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from grader.errors import MachineError, UsageError
from grader.report.json import render_json, render_json_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from grader.report.model import Report

RENDERERS: dict[str, Callable[[Report], str]] = {".json": render_json, ".jsonl": render_json_line}
MANY = frozenset({".jsonl"})  # formats that hold several reports


def check_output(name: str, *, many: bool) -> None:
    """Make sure that `--output NAME` can be done before anything runs.

    Raises:
        UsageError: No such format, no such folder, or one that holds a single report only.
    """
    if name == "-":
        return
    path = Path(name)
    if path.suffix not in RENDERERS:
        known = ", ".join(RENDERERS)
        raise UsageError(f"--output {name}: the suffix chooses the format, and must be one of {known}")
    if many and path.suffix not in MANY:
        raise UsageError(f"--output {name}: holds one report; for several submissions use {', '.join(MANY)}")
    if not path.absolute().parent.is_dir():
        raise UsageError(f"--output {name}: there is no folder {path.parent}")


def write_whole(path: Path, text: str) -> None:
    """Write a file so that it is there complete or not at all.

    Raises:
        MachineError: It can't be written.
    """
    temporary = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            "w", dir=path.parent, prefix=".", delete=False, encoding="utf-8"
        ) as file:
            temporary = Path(file.name)
            file.write(text)
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
    except OSError as error:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
        raise MachineError(f"{path}: can't be written: {error.strerror}") from error


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


class JsonLinesFile:
    """A file of one report a line, which takes its name when the last one is in it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._file = tempfile.NamedTemporaryFile(  # noqa: SIM115 - closed by finish or discard
                "w", dir=path.absolute().parent, prefix=".", delete=False, encoding="utf-8"
            )
        except OSError as error:
            raise MachineError(f"{path}: can't be written: {error.strerror}") from error

    def add(self, line: str) -> None:
        """Add one report.

        Raises:
            MachineError: It can't be written.
        """
        try:
            self._file.write(line)
        except OSError as error:
            raise MachineError(f"{self.path}: can't be written: {error.strerror}") from error

    def finish(self) -> None:
        """Close the file and give it its name.

        Raises:
            MachineError: It can't be written.
        """
        try:
            self._file.close()
            Path(self._file.name).chmod(0o666 & ~_umask())
            Path(self._file.name).replace(self.path)
        except OSError as error:
            raise MachineError(f"{self.path}: can't be written: {error.strerror}") from error

    def discard(self) -> None:
        """Leave nothing behind."""
        self._file.close()
        Path(self._file.name).unlink(missing_ok=True)


class ReportFolder:
    """`--output-dir`: one report for each submission, and a record of what each was made from."""

    RECORD = ".grade.jsonl"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.Lock()
        self._keys: dict[str, str] = {}
        try:
            folder.mkdir(parents=True, exist_ok=True)
            lines = (folder / self.RECORD).read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            lines = []
        except OSError as error:
            raise UsageError(f"--output-dir {folder}: {error.strerror}") from error
        for line in lines:
            try:
                entry = json.loads(line)
                self._keys[entry["report"]] = entry["key"]
            except (ValueError, KeyError, TypeError):
                continue  # the end of a run that was cut

    def is_current(self, report: Path, key: str) -> bool:
        """Tell whether a report is there that was made from the same things."""
        return self._keys.get(report.as_posix()) == key and (self.folder / report).is_file()

    def write(self, report: Path, key: str | None, text: str) -> None:
        """Write a report, then record what it was made from; without a key it is made again next time.

        Raises:
            MachineError: It can't be written.
        """
        write_whole(self.folder / report, text)
        line = json.dumps({"report": report.as_posix(), "key": key}) + "\n"
        with self._lock:
            try:
                with (self.folder / self.RECORD).open("a", encoding="utf-8") as record:
                    record.write(line)
            except OSError as error:
                raise MachineError(
                    f"{self.folder / self.RECORD}: can't be written: {error.strerror}"
                ) from error
            self._keys[report.as_posix()] = key or ""

    def read(self, report: Path) -> dict[str, object]:
        """Return a report that is there."""
        return dict(json.loads((self.folder / report).read_text(encoding="utf-8")))


def key_of(*parts: object) -> str:
    """Return one name for everything that a report depends on."""
    return hashlib.sha256("\0".join(repr(part) for part in parts).encode()).hexdigest()
