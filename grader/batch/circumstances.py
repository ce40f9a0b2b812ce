"""What an instructor says about submissions: when the assignment was due, points added or taken, and why."""

from __future__ import annotations

import csv
import io
import math
import unicodedata
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from difflib import get_close_matches
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from grader.errors import UsageError
from grader.options import Circumstances

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from grader.batch.classroom import Classroom, HandedIn, Student

MAX_BYTES = 16 * 2**20
COLUMNS = ("student", "points", "reason", "late_minutes")


@dataclass(frozen=True)
class Line:
    """One line of the file: points with a reason, or how late a submission was."""

    student: str
    points: float | None
    reason: str
    late_minutes: float | None


@dataclass
class Adjustments:
    """The lines of a file by student, which of them have been used, and the names of all students.

    A file may have any name, but that of another student of the class does not count.
    """

    lines: Mapping[str, list[Line]] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    names: frozenset[str] = frozenset()

    def in_class(self, classroom: Classroom) -> Adjustments:
        """Return the lines for a class, whose students may have chosen the names of their files."""
        people = [*classroom.absent, *(s for who in classroom.handed_in.values() for s in who.students)]
        return replace(self, names=frozenset(map(_plain, _names_of(people))))

    def of(self, name: str, handed_in: HandedIn) -> list[Line]:
        """Return the lines for a submission: by name, id or address of its students, or by its path."""
        path = PurePosixPath(name)
        people = dict.fromkeys(map(_plain, _names_of(handed_in.students)))
        files = dict.fromkeys(map(_plain, (name, path.name, path.stem)))
        keys = {**people, **{key: None for key in files if key not in self.names}}
        found = [key for key in keys if key in self.lines]
        self.used.update(found)
        return [line for key in found for line in self.lines[key]]

    def unused(self) -> list[str]:
        """Return the students without a submission."""
        return [lines[0].student for key, lines in self.lines.items() if key not in self.used]


def read_adjustments(path: Path) -> Adjustments:
    """Read a CSV file with the columns `student`, `points`, `reason`, and optionally `late_minutes`.

    Raises:
        UsageError: It cannot be read, a column is missing, or a number is not one.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UsageError(f"--adjust {path}: is larger than {MAX_BYTES // 2**20} MB")
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"--adjust {path}: can't be read as UTF-8 text") from error
    first = text.lstrip().split("\n", 1)[0]
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count))
    titles = {(title or "").strip().lower(): title for title in reader.fieldnames or ()}
    for missing in (name for name in COLUMNS if name not in titles):
        if close := get_close_matches(missing, titles.keys() - set(COLUMNS), n=1, cutoff=0.8):
            raise UsageError(
                f"--adjust {path}: the column {close[0]!r} is unknown; did you mean {missing!r}?"
            )
    if "student" not in titles or not {"points", "late_minutes"} & titles.keys():
        raise UsageError(f"--adjust {path}: the first line must name the columns student, points and reason")
    lines: dict[str, list[Line]] = {}
    for line in _lines(path, reader, titles):
        lines.setdefault(_plain(line.student), []).append(line)
    return Adjustments(lines)


def _lines(
    path: Path, reader: Iterable[Mapping[str, str | None]], titles: Mapping[str, str]
) -> Iterator[Line]:
    for number, row in enumerate(reader, 2):
        cells = {name: (row.get(titles[name]) or "").strip() if name in titles else "" for name in COLUMNS}
        if not any(cells.values()):
            continue
        where = f"--adjust {path}, line {number}"
        points, late = (_number(cells[name], where) for name in ("points", "late_minutes"))
        if late is not None and late < 0:
            raise UsageError(f"{where}: late_minutes is {late:g}, but must be 0 (in time) or more")
        if not cells["student"] or (points is None and late is None):
            raise UsageError(f"{where}: needs a student, and points or late_minutes")
        if points is not None and not cells["reason"]:
            raise UsageError(f"{where}: needs a reason, which the student reads")
        yield Line(cells["student"], points, cells["reason"], late)


def _number(text: str, where: str) -> float | None:
    if not text:
        return None
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise UsageError(f"{where}: {text!r} is not a number")
    return number


def read_due(text: str) -> datetime:
    """Return the time at which an assignment is due; without a time zone, this machine's is meant.

    Raises:
        UsageError: It is not a time.
    """
    try:
        due = datetime.fromisoformat(text)
    except ValueError as error:
        raise UsageError(
            f"--due {text}: is not a time such as 2025-03-14T23:59 or 2025-03-14T23:59+01:00"
        ) from error
    return due.astimezone()


def circumstances_of(
    name: str, handed_in: HandedIn, due: datetime | None, adjustments: Adjustments
) -> Circumstances:
    """Return what is known about a submission.

    Args:
        name: Its name in reports.
        handed_in: Who submitted it, and what the platform says about when.
        due: When it was due; None if that is unknown.
        adjustments: The instructor's file.
    """
    known = Circumstances(handed_in.late, _minutes_late(handed_in, due))
    if known.minutes_late is not None:
        known = replace(known, late=known.minutes_late > 0)
    for line in adjustments.of(name, handed_in):
        if line.late_minutes is not None:
            known = replace(known, late=line.late_minutes > 0, minutes_late=line.late_minutes)
        if line.points is not None:
            known = replace(known, adjustments=(*known.adjustments, (line.reason, line.points)))
    return known


def with_lateness(classroom: Classroom, known: Mapping[str, Circumstances]) -> Classroom:
    """Return a class in which submissions are late as they are counted, whatever the platform says."""
    handed_in = {
        name: replace(who, late=known[name].late) if name in known and who.late != known[name].late else who
        for name, who in classroom.handed_in.items()
    }
    return replace(classroom, handed_in=handed_in)


def _minutes_late(handed_in: HandedIn, due: datetime | None) -> float | None:
    if due is None or handed_in.submitted is None:
        return None
    submitted = handed_in.submitted
    if submitted.tzinfo is None:
        submitted = submitted.replace(tzinfo=UTC)  # YAML drops the zone after converting to UTC
    return max(0.0, (submitted - due).total_seconds() / 60)


def _plain(text: str) -> str:
    """Return a text's letters and digits, without case and accents; a text without any as it is."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if letter.isalnum()) or text


def _names_of(students: Iterable[Student]) -> Iterator[str]:
    return (name for s in students for name in (s.name, s.id, s.email) if name)
