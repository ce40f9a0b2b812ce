"""Lists of classes, as people and learning platforms write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from grader.batch import roster
from grader.batch.classroom import Student
from grader.batch.roster import Roster, read_roster
from grader.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

CANVAS = """\
Student,ID,SIS User ID,SIS Login ID,Section,Assignment 1 (77)
    Points Possible,,,,,10
"Doe, Jane",12345,s007,jdoe,One,
"Müller, José Luis",12346,s008,jose,One,3
"Student, Test",99999,,,,
"""
MOODLE = """\
Identifier,"Full name","Email address",Status,Grade
"Participant 501","Jane Doe",jane@example.edu,"Submitted for grading",
"Participant 502","José Luis Müller",jose@example.edu,"No submission",
"""
PARTICIPANTS = """\
First name;Last name;ID number;Email address
Jane;Doe;s007;jane@example.edu
José Luis;Müller;s008;jose@example.edu
"""
GRADESCOPE = """\
Name,SID,Email,Section
Jane Doe,s007,jane@example.edu,One
José Luis Müller,s008,jose@example.edu,One
"""


def read(folder: Path, text: str, encoding: str = "utf-8") -> Roster:
    """Read a list."""
    path = folder / "roster.csv"
    path.write_bytes(text.encode(encoding))
    return read_roster(path)


class TestColumns:
    @pytest.mark.parametrize(
        ("text", "student"),
        [
            (CANVAS, Student("Doe, Jane", "12345")),
            (MOODLE, Student("Jane Doe", "Participant 501", "jane@example.edu")),
            (PARTICIPANTS, Student("Jane Doe", "s007", "jane@example.edu")),
            (GRADESCOPE, Student("Jane Doe", "s007", "jane@example.edu")),
            ("student,name,email,id\nx1,Jane Doe,j@e.edu,\n", Student("Jane Doe", "x1", "j@e.edu")),
            ("student\njane\n", Student("jane")),
            ("ID\tE-Mail\n7\tj@e.edu\n", Student("", "7", "j@e.edu")),
            ("﻿Name,Id\n Jane ,7\n\n,,\n", Student("Jane", "7")),
            ('identifier,github_username,github_id,name\ns1,janed,9,"Doe"\n', Student("Doe", "s1")),
        ],
        ids=["canvas", "moodle", "participants", "gradescope", "all", "one", "tabs", "mark", "github"],
    )  # fmt: skip
    def test_a_student_is_read(self, tmp_path: Path, text: str, student: Student) -> None:
        """Whatever the columns are called, and how they are parted."""
        assert read(tmp_path, text).students[0] == student

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
    def test_a_spreadsheets_encodings(self, tmp_path: Path, encoding: str) -> None:
        """As different programs write them."""
        assert [s.name for s in read(tmp_path, GRADESCOPE, encoding).students] == [
            "Jane Doe",
            "José Luis Müller",
        ]

    def test_rows_that_are_no_students(self, tmp_path: Path) -> None:
        """Canvas has some."""
        assert [s.id for s in read(tmp_path, CANVAS).students] == ["12345", "12346"]

    @pytest.mark.parametrize("text", ["", "\n", "a,b\n1,2\n", "\x00\x01", "score\n3\n"])
    def test_a_file_without_such_columns(self, tmp_path: Path, text: str) -> None:
        """Is refused with a sentence."""
        with pytest.raises(UsageError, match=r"--roster .*roster\.csv: the first line must name columns"):
            read(tmp_path, text)

    def test_a_file_that_can_not_be_read(self, tmp_path: Path) -> None:
        """The same."""
        with pytest.raises(UsageError, match=r"no\.csv: can't be read: No such file or directory"):
            read_roster(tmp_path / "no.csv")

    def test_a_cell_without_end(self, tmp_path: Path) -> None:
        """It is longer than any name."""
        with pytest.raises(UsageError, match="is not a CSV file"):
            read(tmp_path, "name,id\n" + "x" * 200_000)

    def test_a_file_that_is_too_large(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """It is no list of a class."""
        monkeypatch.setattr(roster, "MAX_BYTES", 2**20)
        with pytest.raises(UsageError, match="is larger than 1 MB"):
            read(tmp_path, "name\n" + "x\n" * 2**20)


class TestFinding:
    @pytest.mark.parametrize(
        ("text", "name"),
        [
            (CANVAS, "doejane"),
            (CANVAS, "müllerjoséluis"),
            (CANVAS, "12345"),
            (CANVAS, "JDoe"),
            (CANVAS, "Jane Doe"),
            (MOODLE, "Jane Doe"),
            (MOODLE, "501"),
            (MOODLE, "jane@example.edu"),
            (MOODLE, "jane"),
            (PARTICIPANTS, "doejane"),
            (PARTICIPANTS, "mullerjoseluis"),
            (PARTICIPANTS, "S-008"),
            (GRADESCOPE, "s007"),
        ],
    )
    def test_a_student_is_found(self, tmp_path: Path, text: str, name: str) -> None:
        """By whatever a platform calls them."""
        found = read(tmp_path, text).find([name])
        assert found is not None

    @pytest.mark.parametrize("name", ["", "Jane", "Bob Roe", "7", "pointspossible", "99999"])
    def test_others_are_not(self, tmp_path: Path, name: str) -> None:
        """Half a name is nobody's."""
        assert read(tmp_path, CANVAS).find([name]) is None

    def test_a_name_that_two_share_is_nobodys(self, tmp_path: Path) -> None:
        """The next name may tell."""
        found = read(tmp_path, "name,id\nJane Doe,1\nJane Doe,2\n")
        assert (found.find(["Jane Doe"]), found.find(["Jane Doe", "2"])) == (None, Student("Jane Doe", "2"))

    def test_a_student_who_is_listed_twice(self, tmp_path: Path) -> None:
        """Is the same one."""
        assert read(tmp_path, "name,id\nJane Doe,1\nJane Doe,1\n").find(["Jane Doe"]) is not None


def test_a_student_who_stands_there_twice_is_one(tmp_path: Path) -> None:
    """Lists are put together from others."""
    assert len(read(tmp_path, "name\nJane Doe\nJosé\nJane Doe\n").students) == 2
