"""The class list: a CSV file with the usual columns, or as exported by a learning platform."""

from __future__ import annotations

import csv
import io
import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from grader.batch.classroom import Student
from grader.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

MAX_BYTES = 16 * 2**20
MAX_WORDS = 12  # of a name
_LETTERS = str.maketrans(  # of names in plain ASCII
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "æ": "ae"}
)
_FULL = ("name", "fullname", "studentname", "displayname", "student")
_FIRST = ("firstname", "givenname", "forename")
_LAST = ("lastname", "surname", "familyname")
_EMAIL = ("email", "emailaddress", "mail", "studentemail")
_IDS = (
    "id", "studentid", "sid", "sisuserid", "sisloginid", "sisid", "idnumber", "userid", "loginid", "login",
    "username", "user", "identifier", "participant", "githubusername", "lmsuserid", "studentnumber",
    "matriculationnumber", "student",
)  # fmt: skip
_NOBODY = ("pointspossible", "studenttest", "teststudent")  # rows of Canvas that are not students


@dataclass(frozen=True)
class Roster:
    """The students of a class.

    Attributes:
        students: The students, in the order of the file.
        names: Students by the spellings of their names, in plain letters and digits; None if ambiguous.
        ids: Students by their identifiers and addresses, likewise.
    """

    students: tuple[Student, ...]
    names: Mapping[str, Student | None]
    ids: Mapping[str, Student | None]

    def find(self, names: Iterable[str]) -> Student | None:
        """Return the student identified by the first name or identifier that matches exactly one."""
        found = (self._either(_plain(name)) for name in names)
        return next((student for student in found if student is not None), None)

    def knows(self, name: str) -> Student | None:
        """Return whose a name or identifier is, if it is exactly one student's."""
        return self.find([name])

    def _either(self, key: str) -> Student | None:
        found = [kind[key] for kind in (self.names, self.ids) if key in kind]
        return found[0] if len(set(found)) == 1 else None

    def named(self, name: str) -> Student | None:
        """Return the student with a name; a name that is a number is nobody's identifier."""
        key = _plain(name)
        return self.names.get(key) or (None if key.isdigit() else self.ids.get(key))

    def identified(self, identifier: str) -> Student | None:
        """Return the student with an identifier or address."""
        return self.ids.get(_plain(identifier))

    def match(self, student: Student, *, by_id: bool) -> Student | None:
        """Return a student whom a platform named.

        Args:
            student: As the platform names them.
            by_id: Whether the identifiers are those of this list; if so, they count more than names.
        """
        known = self.identified(student.email) if student.email else None
        if known is None and by_id and student.id:
            known = self.identified(student.id)
        if known is None and student.name:
            known = self.named(student.name)
        return known


def read_roster(path: Path) -> Roster:
    """Read a class list: plain CSV, or an export of Canvas, Moodle or Gradescope.

    The first line has the column titles. Names are in `name`, `student` or `full name`, or in `first name`
    and `last name`; addresses in `email`; other identifiers in `id`, `username`, `SIS Login ID` and the
    like. The first identifier present is shown; all are compared.

    Raises:
        UsageError: It cannot be read, or has no such column.
    """
    rows = _rows(path)
    columns = [title.strip() for title in next(iter(rows), [])]
    titles = [_plain(title) for title in columns]
    if not set(titles) & {*_FULL, *_LAST, *_EMAIL, *_IDS}:
        raise UsageError(f"--roster {path}: the first line must name columns such as name, email or id")
    students: list[Student] = []
    there: set[Student] = set()
    names: dict[str, Student | None] = {}
    ids: dict[str, Student | None] = {}
    for row in rows[1:]:
        cells = {title: cell.strip() for title, cell in zip(titles, row, strict=False)}
        student = replace(_student(cells), cells=tuple(zip(columns, map(str.strip, row), strict=False)))
        if student.label and student not in there and not _plain(student.name).startswith(_NOBODY):
            students.append(student)
            there.add(student)
            for known, keys in ((names, _names(student)), (ids, _ids(student, cells))):
                for key in keys:
                    known[key] = None if key in known and known[key] != student else student
    return Roster(tuple(students), names, ids)


def _rows(path: Path) -> list[list[str]]:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UsageError(f"--roster {path}: is larger than {MAX_BYTES // 2**20} MB")
        text = _text(path.read_bytes())
    except OSError as error:
        raise UsageError(f"--roster {path}: can't be read: {error.strerror}") from error
    first = text.lstrip().split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    try:
        return [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if any(row)]
    except csv.Error as error:
        raise UsageError(f"--roster {path}: is not a CSV file ({error})") from error


def _text(data: bytes) -> str:
    """Decode text written by spreadsheets: UTF-8 with or without a BOM, UTF-16, or Windows-1252."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _student(cells: Mapping[str, str]) -> Student:
    parts = [next((cells[key] for key in keys if cells.get(key)), "") for keys in (_FIRST, _LAST)]
    name = next((cells[key] for key in _FULL if cells.get(key)), " ".join(part for part in parts if part))
    identity = next((cell for title, cell in cells.items() if title in _IDS and cell and cell != name), "")
    email = next((cells[key] for key in _EMAIL if cells.get(key)), "")
    return Student(name, identity, email)


def _names(student: Student) -> set[str]:
    """Return the spellings of a student's name: first or last name first, with umlauts or without."""
    last, _, first = student.name.partition(",")
    names = {student.name, first + last}
    words = student.name.split()[:MAX_WORDS]
    if not first:
        names |= {"".join(words[at:] + words[:at]) for at in range(len(words))}
    names |= {name.casefold().translate(_LETTERS) for name in names}
    return {_plain(name) for name in names} - {""}


def _ids(student: Student, cells: Mapping[str, str]) -> set[str]:
    """Return a student's identifiers and address."""
    ids = {student.email, student.email.partition("@")[0]}
    for title, cell in cells.items():
        if title in _IDS:
            ids |= {cell, cell.removeprefix("Participant ")}
    return {_plain(each) for each in ids} - {""}


def _plain(text: str) -> str:
    """Return a text's letters and digits, without case and accents."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if letter.isalnum())
