"""What is true of submissions: a CSV file of functions that are right, and of those wrong in some lines."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from grader.batch.report_names import report_path
from grader.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from grader.report.model import FaultEntry

COLUMNS = ("path", "function", "right", "line", "cell")
_RIGHT = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
_LINES = re.compile(r"(\d+)(?:-(\d+))?")


@dataclass(frozen=True)
class Lines:
    """Where a function is wrong: lines of a cell, or of a script."""

    first: int
    last: int
    cell: int | None = None

    def includes(self, fault: FaultEntry) -> bool:
        """Return whether a fault is at one of the lines; without a cell, that of the function is meant."""
        if fault.line is None or (self.cell is not None and fault.cell != self.cell):
            return False
        return fault.line <= self.last and self.first <= (fault.end_line or fault.line)


@dataclass(frozen=True)
class Truth:
    """What is true of one function of a submission: right, or wrong at some lines, if they are known."""

    path: str
    function: str
    right: bool
    lines: tuple[Lines, ...] = ()

    @property
    def report(self) -> str:
        """The path of the submission's report in a folder of reports."""
        return report_path(PurePosixPath(self.path).parts).as_posix()


def read_expected(path: Path) -> list[Truth]:
    """Read a CSV file of what is true; several rows of a function are several lines.

    Raises:
        UsageError: It cannot be read, lacks a column, or a row makes no sense.
    """
    found: dict[tuple[str, str], Truth] = {}
    for number, row in _rows(path):
        truth = _truth(row, f"{path}: line {number}")
        key = (truth.path, truth.function)
        known = found.get(key)
        if known is not None and known.right != truth.right:
            raise UsageError(f"{path}: line {number}: {truth.function} is both right and not right")
        lines = (*known.lines, *truth.lines) if known else truth.lines
        found[key] = Truth(truth.path, truth.function, truth.right, lines)
    if not found:
        raise UsageError(f"{path}: has no rows")
    return list(found.values())


def write_expected(path: Path, truths: Iterable[Truth]) -> None:
    """Write what is true as such a file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for truth in truths:
            start = (truth.path, truth.function, "yes" if truth.right else "no")
            for lines in truth.lines or (None,):
                span = "" if lines is None else f"{lines.first}-{lines.last}"
                cell = "" if lines is None or lines.cell is None else lines.cell
                writer.writerow((*start, span, cell))


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            missing = [name for name in COLUMNS[:3] if name not in (reader.fieldnames or ())]
            if missing:
                raise UsageError(f"{path}: has no column {' and no column '.join(missing)}")
            for row in reader:
                yield reader.line_num, {key: (value or "").strip() for key, value in row.items() if key}
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UsageError(f"{path}: can't be read: {error}") from error


def _truth(row: dict[str, str], where: str) -> Truth:
    right = _RIGHT.get(row["right"].lower())
    if right is None:
        raise UsageError(f"{where}: right is {row['right']!r}, but should be yes or no")
    span, cell = row.get("line", ""), row.get("cell", "")
    match = _LINES.fullmatch(span)
    if (span and match is None) or (cell and not cell.isdigit()):
        raise UsageError(f"{where}: line should be like 12 or 12-14, and cell a number")
    if match is None:
        return Truth(row["path"], row["function"], right)
    lines = Lines(int(match[1]), int(match[2] or match[1]), int(cell) if cell else None)
    return Truth(row["path"], row["function"], right, (lines,))
