"""Feedback to send back: the files and names that each platform's bulk upload accepts.

Moodle (*Upload multiple feedback files in a zip*) takes `<name>_<participant>_assignsubmission_file_/<file>`,
with the folder named as it was downloaded. Canvas (*Upload Submissions*) finds the student and the submission
by the numbers of the downloaded file's name, which therefore stays the same up to the suffix. Gradescope
accepts no files in bulk; its files are named by submission for its instructors.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from grader.batch.gradebook import plain_cell
from grader.batch.lms import identify
from grader.batch.report_folder import is_stale, page_of
from grader.batch.report_names import folded
from grader.batch.saved_reports import people_in, saved_reports
from grader.batch.upload_names import canvas_name, gradescope_name, moodle_name
from grader.errors import MachineError, UsageError
from grader.report.formats.markdown import render_markdown
from grader.report.read import is_plain
from grader.support.atomic_files import write_atomically

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from grader.report.model import Report

_UNSAFE = re.compile(r"[^\w .()\[\]-]+")
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # of a file in a zip: the same feedback makes the same file
INDEX = "feedback.csv"


@dataclass(frozen=True)
class Feedback:
    """The feedback on one submission.

    Attributes:
        path: The submission's path.
        suffix: `.html` or `.md`.
        text: The feedback.
        people: Name, id and email of those who submitted it, as far as they are known.
        stale: Whether it is a page that is older than the report.
    """

    path: str
    suffix: str
    text: str
    people: tuple[tuple[str, str, str], ...] = ()
    stale: bool = False


@dataclass(frozen=True)
class Target:
    """A platform.

    Attributes:
        name: Returns the name of feedback; None if it does not follow from the submission's path.
        zipped: The name of the zip; empty for a folder.
        lacks: What a path must have.
        note: Where to upload it.
    """

    name: Callable[[Feedback], str | None]
    zipped: str
    lacks: str
    note: str


def _title(feedback: Feedback) -> str:
    """Return who submitted a file and the file's name; the path without its suffix if nobody is known."""
    path = PurePosixPath(feedback.path)
    people = [next(filter(None, person)) for person in feedback.people]
    if not people:
        return feedback.path.rpartition(".")[0]
    known = identify(path.name)
    file = PurePosixPath((known and known.work) or path.name).stem
    return " ".join([*people, *([file] if file not in people else [])])


TARGETS: Mapping[str, Target] = {
    "moodle": Target(
        lambda each: moodle_name(each.path, each.suffix),
        "feedback-moodle.zip",
        "a participant's number, as in `Jane Doe_12345_assignsubmission_file_`",
        "Upload it in the assignment: Submissions, Actions, Upload multiple feedback files in a zip.",
    ),
    "canvas": Target(
        lambda each: canvas_name(each.path, each.suffix),
        "feedback-canvas.zip",
        "the numbers of a file from Canvas, as in `doejane_12345_67890_work.ipynb`",
        "Upload it in the gradebook: the menu of the assignment, Upload Submissions.",
    ),
    "gradescope": Target(
        lambda each: gradescope_name(each.path, each.suffix),
        "feedback-gradescope.zip",
        "the number of a submission, as in `submission_12345`",
        "Gradescope has no bulk upload of files; its students see the feedback of `grader gradescope`.",
    ),
    "folder": Target(
        lambda each: f"{_UNSAFE.sub('_', _title(each)).strip(' .')[-120:]}{each.suffix}",
        "",
        "",
        f"{INDEX} lists who gets which file.",
    ),
}


@dataclass(frozen=True)
class Written:
    """What was written.

    Attributes:
        path: The zip or folder.
        count: The number of files in it.
        unknown: The submissions for which the platform's name is unknown.
        stale: The submissions whose page is older than their report.
    """

    path: Path
    count: int
    unknown: tuple[str, ...]
    stale: tuple[str, ...] = ()


def write_feedback(folder: Path, platform: str, format_: str, out: Path | None = None) -> Written:
    """Write the feedback of a folder of reports for a platform.

    Args:
        folder: What `--output-dir` wrote.
        platform: A key of `TARGETS`.
        format_: `html` or `md`.
        out: The zip or folder to write; by default inside the folder of reports.

    Raises:
        UsageError: There are no reports, they are for instructors, or no page was written.
        MachineError: A file cannot be written.
    """
    target = TARGETS[platform]
    all_feedback = list(_feedback(folder, format_))
    if not all_feedback:
        raise UsageError(f"{folder}: contains no reports")
    named = [(target.name(each), each) for each in all_feedback]
    unknown = tuple(each.path for name, each in named if name is None)
    files = _distinct([(name, each) for name, each in named if name is not None])
    path = out or folder / (target.zipped or "feedback")
    if not files:
        raise UsageError(f"{folder}: no submission's path has {target.lacks}")
    if target.zipped:
        _write_bytes(path, _zip(files))
    else:
        _write_folder(path, files)
    return Written(path, len(files), unknown, tuple(each.path for each in files.values() if each.stale))


def _feedback(folder: Path, format_: str) -> Iterator[Feedback]:
    people = people_in(folder)
    for path, report in saved_reports(folder).items():
        if _is_for_instructors(report):
            raise UsageError(f"{folder / path}: is for instructors; grade again with --audience student")
        name = report.submission.path
        suffix, who = f".{format_}", people.get(plain_cell(name), ())
        if format_ == "md":
            yield Feedback(name, suffix, render_markdown(report), who)
        else:
            page = folder / page_of(path)
            yield Feedback(name, suffix, _text_of(page), who, is_stale(page, folder / path))


def _is_for_instructors(report: Report) -> bool:
    """Return whether a report has what a student must not see."""
    edits = any(fault.edit is not None for function in report.functions for fault in function.faults)
    return report.environment.seed is not None or edits


def _text_of(page: Path) -> str:
    try:
        if is_plain(page):  # or else it is not what a run wrote
            return page.read_text(encoding="utf-8")
    except FileNotFoundError:
        pass
    except (OSError, ValueError) as error:
        raise UsageError(f"{page}: can't be read: {error}") from error
    raise UsageError(f"{page}: does not exist; grade with --html, or use --format md")


def _distinct(files: Iterable[tuple[str, Feedback]]) -> dict[str, Feedback]:
    """Return files by name; a name that is taken gets a number."""
    found: dict[str, Feedback] = {}
    taken: set[str] = set()
    for name, feedback in files:
        stem, _, suffix = name.rpartition(".")
        number, free = 2, name
        while folded(free) in taken:
            free, number = f"{stem} ({number}).{suffix}", number + 1
        found[free] = feedback
        taken.add(folded(free))
    return found


def _zip(files: Mapping[str, Feedback]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, feedback in files.items():
            archive.writestr(zipfile.ZipInfo(name, _EARLIEST), feedback.text.encode("utf-8", "replace"))
    return data.getvalue()


def _write_bytes(path: Path, data: bytes) -> None:
    part = path.with_name(f".{path.name}.part")
    try:
        path.absolute().parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        raise MachineError(f"{path}: can't be written: {error.strerror}") from error


def _write_folder(path: Path, files: Mapping[str, Feedback]) -> None:
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(("student", "id", "email", "file", "path"))
    for name, feedback in files.items():
        write_atomically(path / name, feedback.text)
        for person in feedback.people or (("", "", ""),):
            writer.writerow(map(plain_cell, (*person, name, feedback.path)))
    write_atomically(path / INDEX, table.getvalue())
