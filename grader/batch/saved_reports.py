"""The reports of an earlier run, read back from the folder that it wrote."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from grader.batch.gradebook import FILE_NAME
from grader.batch.report_folder import ReportFolder, recorded
from grader.report.read import report_in

if TYPE_CHECKING:
    from pathlib import Path

    from grader.report.model import Report

Person = tuple[str, str, str]


def is_report_folder(folder: Path) -> bool:
    """Return whether `--output-dir` wrote to a folder."""
    return (folder / ReportFolder.RECORD).is_file()


def saved_reports(folder: Path) -> dict[Path, Report]:
    """Return the reports in a folder, by their path in it.

    The folder's record tells which they are: other JSON files may be students', if submissions are there too.
    """
    if is_report_folder(folder):
        paths = sorted(folder / name for name, _ in recorded(folder))
    else:
        paths = sorted(folder.rglob("*.json"))
    found = ((path.relative_to(folder), report_in(path)) for path in dict.fromkeys(paths))
    return {path: report for path, report in found if report is not None}


def people_in(folder: Path) -> dict[str, tuple[Person, ...]]:
    """Return name, id and email of who submitted what, from the gradebook in a folder.

    They are by the submission's path as a cell of the gradebook has it.
    """
    try:
        text = (folder / FILE_NAME).read_text(encoding="utf-8-sig")
    except OSError:
        return {}
    found: dict[str, tuple[Person, ...]] = {}
    for row in csv.DictReader(io.StringIO(text)):
        person = (row.get("student") or "", row.get("id") or "", row.get("email") or "")
        if any(person) and row.get("path"):
            found[row["path"]] = (*found.get(row["path"], ()), person)
    return found
