"""Numbers in paths, by which platforms find students again."""

from __future__ import annotations

import pytest

from grader.batch.upload_names import (
    canvas_name,
    canvas_user,
    gradescope_name,
    moodle_name,
    moodle_participant,
)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("in/Jane Doe_12345_assignsubmission_file_/a/work.ipynb", "feedback-work.html"),
        ("in.zip/Jane Doe_12345_assignsubmission_file/work.ipynb", "feedback-work.html"),
        ("in/Jane Doe_12345_assignsubmission_file_my_work.ipynb", "feedback-my_work.html"),
    ],
)
def test_moodle_finds_a_participant_by_the_number(path: str, name: str) -> None:
    """As its importer splits a path: name, number, type and name of the plugin."""
    found = moodle_name(path, ".html")
    assert found == f"Jane Doe_12345_assignsubmission_file_/{name}"
    assert found.split("/")[0].split("_", 4)[1:4] == ["12345", "assignsubmission", "file"]
    assert moodle_participant(path) == "12345"


@pytest.mark.parametrize("late", ["", "LATE_"])
def test_canvas_finds_a_user_and_a_file_by_the_first_two_numbers(late: str) -> None:
    """Of the downloaded file's name, which stays as it is up to the suffix."""
    path = f"in/submissions.zip/doejane_{late}12345_67890_my_1_work-1.ipynb"
    found = canvas_name(path, ".html")
    assert found == f"doejane_{late}12345_67890_my_1_work-1.html"
    assert [part for part in found.split("_") if part.isdigit()][:2] == ["12345", "67890"]
    assert canvas_user(path) == "12345"


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("anon_x4Zp1_67890_work.ipynb", "anon_x4Zp1_67890_work.html"),
        ("LATE_anon_x4Zp1_67890_work.ipynb", "LATE_anon_x4Zp1_67890_work.html"),
        ("doe_smithjane_12345_67890_work.ipynb", "doe_smithjane_12345_67890_work.html"),
        ("doejane_12345_67890_my_links.ipynb", "doejane_12345_67890_my_feedback-links.html"),
    ],
)
def test_canvas_accepts_the_names_of_its_importer(name: str, found: str) -> None:
    """Anonymous submissions have a code; a last part that begins with `link` would be ignored."""
    assert canvas_name(f"in/submissions.zip/{name}", ".html") == found


def test_gradescope_numbers_submissions() -> None:
    """In the name of a folder."""
    assert gradescope_name("assignment_1_export/submission_77/a.ipynb", ".md") == "submission_77/a.md"


@pytest.mark.parametrize(
    "path", ["in/ada/work.ipynb", "Jane Doe_assignsubmission_file_/work.ipynb", "a_1_b.ipynb"]
)
def test_other_paths_have_no_numbers(path: str) -> None:
    """Nothing is guessed."""
    names = [name(path, ".html") for name in (moodle_name, canvas_name, gradescope_name)]
    assert (names, moodle_participant(path), canvas_user(path)) == ([None] * 3, "", "")
