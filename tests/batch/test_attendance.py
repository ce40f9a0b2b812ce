"""Submissions joined with the roster, and the latest attempt of each."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from grader.batch.attendance import classroom_of, latest
from grader.batch.classroom import Student
from grader.batch.collect import collect
from grader.batch.roster import read_roster

if TYPE_CHECKING:
    from grader.batch.classroom import Classroom
    from grader.batch.collect import Item
    from grader.batch.roster import Roster


def found(folder: Path, *names: str, roster: Roster | None = None) -> list[Item]:
    """Return what is in a folder of these files."""
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
    return collect([folder], knows=roster and roster.knows).items


def left(items: list[Item], *assignments: str | None) -> tuple[list[str], dict[str, list[str]]]:
    """Return what is left, and what is not; each file's assignment is asked in turn."""
    asked = iter(assignments)
    rest, earlier = latest(items, lambda _: next(asked))
    names = {Path(name).name: [Path(each).name for each in before] for name, before in earlier.items()}
    return [item.path.name for item in rest], names


class TestAttempts:
    def test_the_latest_counts(self, tmp_path: Path) -> None:
        """By its number, not by its name."""
        items = found(
            tmp_path, "doe_1_2345_a.py", "doe_1_2346_a-2.py", "doe_1_2347_a-10.py", "roe_2_2348_a.py"
        )
        assert left(items, "x", "x", "x") == (
            ["doe_1_2347_a-10.py", "roe_2_2348_a.py"],
            {"doe_1_2347_a-10.py": ["doe_1_2345_a.py", "doe_1_2346_a-2.py"]},
        )

    def test_other_assignments_are_no_attempts(self, tmp_path: Path) -> None:
        """A student who calls them `part-1` and `part-2` loses neither."""
        items = found(tmp_path, "doe_1_2345_part-1.py", "doe_1_2346_part-2.py")
        assert left(items, "x", "y") == ([item.path.name for item in items], {})

    def test_what_can_not_be_read_is_nobodys_attempt(self, tmp_path: Path) -> None:
        """It takes the place of no other, and has a report."""
        items = found(tmp_path, "doe_1_2345_a.py", "doe_1_2346_a-1.py", "doe_1_2347_a-2.py")
        assert left(items, None, "x", None) == ([item.path.name for item in items], {})

    @pytest.mark.parametrize("names", [["a.py", "a-1.py"], ["x/a.py", "x/a-1.py"]])
    def test_only_a_platform_numbers_attempts(self, tmp_path: Path, names: list[str]) -> None:
        """Elsewhere a number means whatever its author wanted; nothing is asked."""
        assert len(left(found(tmp_path, *names))[0]) == 2


class TestRoster:
    def joined(self, folder: Path, roster: str, *names: str) -> Classroom:
        """Return a class of these files and this list."""
        (folder / "roster.csv").write_text(roster)
        known = read_roster(folder / "roster.csv")
        return classroom_of(found(folder / "in", *names, roster=known), {}, known)

    def test_names_are_joined(self, tmp_path: Path) -> None:
        """Whoever is not there is absent; whoever is not on the list is a stranger."""
        roster = "name,id,email\nJane Doe,7,jane@e.edu\nBob Roe,8,bob@e.edu\nEve Poe,9,\n"
        names = ["doejane_7_1234_a.py", "Bob Roe_55_assignsubmission_file_/a.py", "mallory.py"]
        room = self.joined(tmp_path, roster, *names)
        people = {Path(name).name: who.students[0] for name, who in room.handed_in.items()}
        assert (people["doejane_7_1234_a.py"], people["a.py"], people["mallory.py"]) == (
            Student("Jane Doe", "7", "jane@e.edu"),
            Student("Bob Roe", "8", "bob@e.edu"),
            Student("mallory"),
        )
        assert room.absent == (Student("Eve Poe", "9"),)
        assert [Path(name).name for name in room.strangers] == ["mallory.py"]

    @pytest.mark.parametrize("place", ["jane.py", "jane/a.py", "hw1/jane/a.py", "hw1/deep/jane.py", "x/7.py"])
    def test_any_part_of_a_path_may_tell(self, tmp_path: Path, place: str) -> None:
        """Where no platform has named it."""
        room = self.joined(tmp_path, "name,id,email\nJane Doe,7,jane@e.edu\n", place, "other/a.py")
        assert (room.absent, len(room.strangers)) == ((), 1)

    def test_a_file_does_not_name_another_one(self, tmp_path: Path) -> None:
        """What a student called it tells nothing where the platform tells."""
        room = self.joined(tmp_path, "name,id\nJane Doe,7\n", "roebob_8_1234_jane doe.py")
        assert room.absent == (Student("Jane Doe", "7"),)

    def test_a_name_that_is_not_utf8_is_known_by_its_reports_name(self, tmp_path: Path) -> None:
        """JSON has a question mark there."""
        room = classroom_of(found(tmp_path / "in", os.fsdecode(b"\xff.py")), {}, None)
        assert room.of(f"{tmp_path}/in/?.py").students != ()
