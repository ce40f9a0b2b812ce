"""A class of sixty in twelve layouts, with class lists: everyone has the right row, and nobody else's."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from grader.batch.attendance import classroom_of, latest, without_modules
from grader.batch.collect import check_clashes, collect
from grader.batch.gradebook import Gradebook
from grader.batch.roster import read_roster
from grader.report.model import SubmissionEntry
from tests.batch.reports import report_on

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CLASS = range(60)
ABSENT, PDF = 59, 58  # one submitted nothing, and one no notebook
SYLLABLES = ("ba", "de", "fi", "go", "lu", "ma", "ne", "ri", "so", "tu")


def first(number: int) -> str:
    return SYLLABLES[number % 10].title() + SYLLABLES[number // 10]


def last(number: int) -> str:
    return SYLLABLES[number // 10].title() + SYLLABLES[number % 10] + "sen"


def login(number: int) -> str:
    return f"{first(number)}-{last(number)}".lower()


def work(number: int) -> str:
    """Return the name of a student's file, which says that it is somebody else's."""
    other = (number + 1) % len(CLASS)
    if number == PDF:
        return "conv.pdf"
    return (
        f"{first(other)}{last(other)}_{other}_99999_conv.ipynb".lower() if number % 5 == 0 else "conv.ipynb"
    )


def content(number: int) -> bytes:
    return f"submission of {number}".encode()


def canvas(number: int) -> str:
    return f"{last(number)}{first(number)}_{1000 + number}_{20000 + number}_{work(number)}".lower()


def moodle(number: int) -> str:
    return f"{first(number)} {last(number)}_{500 + number}_assignsubmission_file_/{work(number)}"


def gradescope(number: int) -> str:
    return f"assignment_7_export/submission_{number}/{work(number)}"


def github(number: int) -> str:
    return f"conv-net-submissions/conv-net-{login(number)}/{work(number)}"


def nbgrader(number: int) -> str:
    return f"submitted/{login(number)}/ps1/{work(number)}"


def by_folder(number: int) -> str:
    return f"ps1/inbound/{login(number)}/{work(number)}"


def brightspace(number: int) -> str:
    name = f"{first(number)} {last(number)}"
    return f"ps1 Download Jan 31, 2024/{12345 + number}-67890 - {name} - Jan 30, 2024 830 PM/{work(number)}"


def sakai(number: int) -> str:
    return f"ps1/{last(number)}, {first(number)}({login(number)})/Submission attachment(s)/{work(number)}"


def google(number: int) -> str:
    return f"Assignment 1-20241101T120000Z-001/Assignment 1/{first(number)} {last(number)} - {work(number)}"


def ilias(number: int) -> str:
    return (
        f"Sheet 1/Submissions/{last(number)}_{first(number)}_{login(number)}_{7000 + number}/{work(number)}"
    )


def ilias_teams(number: int) -> str:
    return f"Sheet 1/Submissions/Team {number // 3}/{ilias(number).partition('Submissions/')[2]}"


def by_login(number: int) -> str:
    """Return a name that begins with a login; what follows is another's in every fifth."""
    mine = "conv.pdf" if number == PDF else "conv.ipynb"
    return (
        f"{login(number)}_{login((number + 1) % len(CLASS))}_{mine}"
        if number % 5 == 0
        else f"{login(number)}_{mine}"
    )


def metadata() -> bytes:
    entry = "submission_{0}:\n  :submitters:\n  - :name: {1} {2}\n    :sid: '{3}'\n"
    return "".join(entry.format(n, first(n), last(n), 300 + n) for n in CLASS).encode()


LAYOUTS: dict[str, tuple[Callable[[int], str], dict[str, bytes]]] = {
    "canvas": (canvas, {}),
    "moodle": (moodle, {}),
    "gradescope": (gradescope, {"assignment_7_export/submission_metadata.yml": metadata()}),
    "github": (github, {}),
    "nbgrader": (
        nbgrader,
        {"source/ps1/conv.ipynb": b"", "release/ps1/conv.ipynb": b"", "gradebook.db": b""},
    ),
    "folders": (by_folder, {"ps1/README.md": b""}),
    "brightspace": (brightspace, {"ps1 Download Jan 31, 2024/index.html": b""}),
    "sakai": (sakai, {"ps1/grades.csv": b""}),
    "google": (google, {}),
    "ilias": (ilias, {"Sheet 1/status.xlsx": b""}),
    "ilias teams": (ilias_teams, {}),
    "login first": (by_login, {}),
}
ROSTERS: dict[str, Callable[[int], str]] = {
    "Student,ID,SIS Login ID": lambda n: f'"{last(n)}, {first(n)}",{1000 + n},{login(n)}',
    "First name,Last name,Email address,ID number": lambda n: f"{first(n)},{last(n)},{login(n)}@e.edu,{n}",
    "name,sid": lambda n: f"{first(n)} {last(n)},{300 + n}",
    "identifier,github_username,github_id,name": lambda n: f"{last(n)} {first(n)},{login(n)},{n},",
}
PAIRS = [
    ("canvas", 0), ("canvas", 1), ("moodle", 1), ("moodle", 0), ("gradescope", 2), ("gradescope", 0),
    ("github", 3), ("nbgrader", 0), ("nbgrader", 1), ("folders", 3), ("folders", 2),
    ("brightspace", 0), ("sakai", 1), ("google", 2),
    ("ilias", 3), ("ilias", 2), ("ilias teams", 0), ("login first", 3), ("login first", 0),
]  # fmt: skip


def written(folder: Path, layout: str, *, zips: int) -> Path:
    """Write a class as a folder, or as an archive wrapped so many times."""
    path_of, others = LAYOUTS[layout]
    files = {path_of(number): content(number) for number in CLASS if number != ABSENT} | others
    if not zips:
        for name, data in files.items():
            (folder / "class" / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / "class" / name).write_bytes(data)
        return folder / "class"
    for wrap in range(zips):
        data = io.BytesIO()
        with zipfile.ZipFile(data, "w") as archive:
            for name, each in files.items():
                archive.writestr(name, each)
        files = {f"download-{wrap}.zip": data.getvalue()}
    (folder / "class.zip").write_bytes(data.getvalue())
    return folder / "class.zip"


def rows(folder: Path, layout: str, kind: int, *, zips: int) -> list[dict[str, str]]:
    """Return the rows of the gradebook of a class."""
    title, line = list(ROSTERS.items())[kind]
    (folder / "roster.csv").write_text("\n".join([title, *map(line, CLASS)]))
    roster = read_roster(folder / "roster.csv")
    found = collect([written(folder, layout, zips=zips)], knows=roster.knows)
    items, earlier = latest(without_modules(found.items, lambda _: True), lambda _: "x")
    check_clashes(items)
    book = Gradebook(classroom_of(items, earlier, roster))
    for item in items:
        book.add(replace(report_on(item.name), submission=SubmissionEntry(item.name, None)))
    return list(csv.DictReader(io.StringIO("".join(book.finish()))))


@pytest.mark.parametrize("zips", [0, 1, 2])
@pytest.mark.parametrize(("layout", "kind"), PAIRS)
def test_everyone_has_the_right_row(tmp_path: Path, layout: str, kind: int, zips: int) -> None:
    """Whatever students call their files, and however often the download was zipped."""
    path_of = LAYOUTS[layout][0]
    found = {row["path"]: row for row in rows(tmp_path, layout, kind, zips=zips)}
    for number in set(CLASS) - {ABSENT}:
        row = next(row for path, row in found.items() if path.endswith(f"/{path_of(number)}"))
        assert {first(number).lower(), last(number).lower()} == set(
            row["student"].lower().replace(",", "").split()
        )
        assert row["remarks"] == ""
    assert (found[""]["status"], first(ABSENT) in found[""]["student"], len(found)) == ("missing", True, 60)
