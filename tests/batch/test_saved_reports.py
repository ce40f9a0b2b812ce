"""Reports read back from a folder where students may have put files, too."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from grader.batch.feedback import write_feedback
from grader.batch.gradebook import plain_cell
from grader.batch.report_folder import ReportFolder
from grader.batch.saved_reports import saved_reports
from grader.errors import UsageError
from grader.report.formats.json import render_json
from grader.report.model import SubmissionEntry
from grader.report.read import MAX_BYTES
from tests.reports import check, function, report

REPORT = report(function("double", "passed", check("double.a")))


def finished(path: Path, *names: str) -> Path:
    """Return a folder in which a run has written reports, and kept the keys of the first."""
    folder = ReportFolder(path)
    for name in names:
        folder.write(Path(name), "key" if name == names[0] else None, render_json(REPORT), "the page")
    folder.finish()
    folder.close()
    return path


def test_the_record_tells_which_are_reports(tmp_path: Path) -> None:
    """A valid one of a student's is none, and is sent to nobody."""
    made = finished(tmp_path / "out", "a.json", "b/c.json")
    forged = replace(REPORT, submission=SubmissionEntry("Ada_77_assignsubmission_file_/a.ipynb", None))
    (made / "b" / "mine.json").write_text(render_json(forged))
    (made / "b" / "mine.html").write_text("<script>")
    assert list(saved_reports(made)) == [Path("a.json"), Path("b/c.json")]
    with pytest.raises(UsageError, match="no submission's path has"):
        write_feedback(made, "moodle", "html")


def test_without_a_record_every_report_counts(tmp_path: Path) -> None:
    """As in a copy of a folder, or in a part of it."""
    assert list(saved_reports(finished(tmp_path / "out", "b/a.json") / "b")) == [Path("a.json")]


@pytest.mark.parametrize("strange", ["fifo", "device", "folder", "loop", "link", "sparse"])
def test_what_is_no_plain_file_is_passed_over(tmp_path: Path, strange: str) -> None:
    """Nothing waits for a pipe, or reads a device or gigabytes."""
    made = finished(tmp_path / "out", "a.json", "b.json") / "a.json"
    made.unlink()
    (tmp_path / "elsewhere").write_text(render_json(REPORT))
    if strange == "fifo":
        os.mkfifo(made)
    elif strange == "folder":
        made.mkdir()
    elif strange == "sparse":
        with made.open("wb") as file:
            file.truncate(MAX_BYTES + 1)
    else:
        targets = {"device": Path("/dev/zero"), "loop": made, "link": tmp_path / "elsewhere"}
        made.symlink_to(targets[strange])
    assert list(saved_reports(made.parent)) == [Path("b.json")]
    (made.parent / ReportFolder.RECORD).unlink()
    assert list(saved_reports(made.parent)) == [Path("b.json")]


def test_people_are_found_by_any_path(tmp_path: Path) -> None:
    """As the cell of the gradebook has it, in which no formula begins."""
    made = finished(tmp_path / "out", "a.json")
    evil = replace(REPORT, submission=SubmissionEntry("=eve\u202e/a.ipynb", None))
    (made / "a.json").write_text(render_json(evil))
    row = ",".join(map(plain_cell, ("Eve", "1", "", evil.submission.path)))
    (made / "gradebook.csv").write_text(f"student,id,email,path\n{row}\n")
    written = write_feedback(made, "folder", "md", tmp_path / "feedback")
    assert (written.path / "feedback.csv").read_text().splitlines()[1].startswith("Eve,1,")


def test_a_page_that_is_a_link_is_not_sent(tmp_path: Path) -> None:
    """It would be a file of the instructor's."""
    made = finished(tmp_path / "out", "a.json")
    (tmp_path / "secret").write_text("secret")
    (made / "a.html").unlink()
    (made / "a.html").symlink_to(tmp_path / "secret")
    with pytest.raises(UsageError, match="does not exist; grade with --html"):
        write_feedback(made, "folder", "html")


def test_what_stands_in_the_place_of_a_report_is_not_read(tmp_path: Path) -> None:
    """Before a run has written it: a pipe there would stop the class."""
    os.mkfifo(tmp_path / "a.json")
    folder = ReportFolder(tmp_path)
    assert folder.current(Path("a.json"), "key") is None
    folder.write(Path("a.json"), "key", render_json(REPORT))
    assert folder.current(Path("a.json"), "key") == REPORT
    folder.close()
