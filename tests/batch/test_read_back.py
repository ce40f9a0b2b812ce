"""What platforms find in the files for them, by the rules of their own importers."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pytest

from grader.batch.classroom import Classroom
from grader.batch.feedback import write_feedback
from grader.batch.lms import identify
from grader.batch.platform_gradebook import PLATFORMS
from grader.report.formats.json import render_json
from tests.batch.reports import report_on

if TYPE_CHECKING:
    from pathlib import Path

# Two students have one name; a number is in a student's own file name; some were late, some have no name.
CANVAS = {
    "obrienzoë_LATE_11_9001_cnn's work-2.ipynb": "11",
    "müllerlüdenscheidtanna_12_9002_hw_1_2.ipynb": "12",
    "chenwei_13_9003_work.ipynb": "13",
    "chenwei_14_9004_work.ipynb": "14",
    "doe_smithjane_15_9005_work.ipynb": "15",
    "李小龙_16_9006_links.ipynb": "16",
    "anon_x4Zp1_9007_work.ipynb": "x4Zp1",
    "LATE_anon_y5Qq2_9008_work.ipynb": "y5Qq2",
}
MOODLE = {
    "Zoë O'Brien-Müller_21_assignsubmission_file/cnn's work.ipynb": "21",
    "Wei Chen_22_assignsubmission_file/work.ipynb": "22",
    "Wei Chen_23_assignsubmission_file/work.ipynb": "23",
    "Participant_24_assignsubmission_file_/parts/my_work.ipynb": "24",
    "Juan de la Cruz_25_assignsubmission_file_work.ipynb": "25",
}


def canvas_reads(name: str) -> tuple[str, str] | None:
    """Return the user and the file that Canvas finds in a name, as `infer_comment_context_from_filename`."""
    parts = [part for part in name.split("_") if part != "LATE"]
    if parts[0] == "anon":
        user, file = parts[1], parts[2]
    else:
        user, file = [part for part in parts if part.isascii() and part.isdigit()][:2]
    return None if parts[-1].startswith("link") or name.startswith("._") else (user, file)


def moodle_reads(path: str) -> tuple[str, str] | None:
    """Return the participant and the name of the feedback, as `is_valid_filename_for_import` does."""
    if PurePosixPath(path).name.startswith((".", "~")):
        return None
    parts = path.split("/")
    while parts:
        info = parts.pop(0).split("_", 4)
        if len(info) >= 4 and info[1].isdigit() and info[2:4] == ["assignsubmission", "file"]:
            return info[1], "/".join(["".join(info[4:]), *parts]).lstrip("/")
    return None


def uploaded(folder: Path, names: list[str], platform: str) -> list[str]:
    """Return the names in the zip for a platform."""
    for number, name in enumerate(names):
        (folder / f"{number}.json").write_text(render_json(report_on(f"class.zip/{name}")))
    with zipfile.ZipFile(write_feedback(folder, platform, "md").path) as archive:
        return archive.namelist()


def gradebook(platform: str, names: list[str]) -> list[dict[str, str]]:
    """Return the rows of a gradebook for a platform, which each submission is in with points of its own."""
    found = {name: who for name in names if (who := identify(PurePosixPath(name).parts[0])) is not None}
    made = PLATFORMS[platform](Classroom(found))
    for points, name in enumerate(names):
        made.add(report_on(name, double=float(points)))
    return list(csv.DictReader(io.StringIO("".join(made.finish()))))


def test_canvas_finds_who_gets_each_file(tmp_path: Path) -> None:
    """And the file on which it is a comment."""
    read = [canvas_reads(name) for name in uploaded(tmp_path, list(CANVAS), "canvas")]
    assert sorted(map(str, read)) == sorted(
        str((user, next(part for part in name.split("_") if part.startswith("900"))))
        for name, user in CANVAS.items()
    )


def test_canvas_finds_who_gets_which_points() -> None:
    """By the second column; anonymous submissions have no number, and are looked up by their code."""
    rows = gradebook("canvas", list(CANVAS))
    assert list(rows[0])[:5] == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"]
    points = {row["ID"]: float(row["Title"]) for row in rows[1:] if row["ID"]}
    assert points == {user: float(n) for n, user in enumerate(CANVAS.values()) if user.isdigit()}


def test_moodle_finds_who_gets_each_file(tmp_path: Path) -> None:
    """Each participant gets one, whose name is neither hidden nor empty."""
    read = [moodle_reads(path) for path in uploaded(tmp_path, list(MOODLE), "moodle")]
    assert sorted(each[0] for each in read if each) == sorted(MOODLE.values())
    assert all(each and each[1].startswith("feedback-") for each in read)


def test_moodle_finds_who_gets_which_grade() -> None:
    """By the number behind the word for a participant."""
    rows = gradebook("moodle", list(MOODLE))
    points = {row["Identifier"][len("Participant ") :]: float(row["Grade"]) for row in rows}
    assert points == {number: float(n) for n, number in enumerate(MOODLE.values())}


@pytest.mark.parametrize("platform", ["canvas", "moodle"])
def test_a_name_that_is_a_formula_is_text(platform: str) -> None:
    """Also behind a semicolon, which is a separator elsewhere."""
    name = {"canvas": "=1+1_31_9009_a.ipynb", "moodle": "=1+1;@x_31_assignsubmission_file/a.ipynb"}[platform]
    cells = [cell for row in gradebook(platform, [name]) for cell in row.values()]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
