"""Numbers in the paths of downloaded submissions, by which platforms find students when files come back.

Moodle's importer splits each part of a path at underscores: name, participant's number, type and name of a
plugin. Canvas's takes the first two numbers between underscores of a file's name, user and file, or what
stands behind `anon`; it ignores the marker `LATE`, and a file whose last part begins with `link`.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

_MOODLE = re.compile(r"(?P<name>[^_]*)_(?P<id>\d+)_assignsubmission_[a-z]+(?:_(?P<rest>.*))?")
_CANVAS = re.compile(
    r"(?:(?!\d+_)[^_]+_)*(?:(?<=_)\d{1,2}_(?=(?:LATE_)?\d{4,20}_\d{4,20}_)(?:LATE_)?)?(?P<id>\d+)_\d{3,}_.+"
)  # a small number before two longer ones belongs to a group's name
_ANONYMOUS = re.compile(r"(?:LATE_)?anon_(?:LATE_)?[A-Za-z0-9]+_\d+_.+")
_GRADESCOPE = re.compile(r"submission_(?P<id>\d+)")


def moodle_participant(path: str) -> str:
    """Return the number of a participant in Moodle; empty if the path does not have it."""
    return _id(_MOODLE, path)


def canvas_user(path: str) -> str:
    """Return the number of a user in Canvas; empty if the path does not have it."""
    return _id(_CANVAS, path)


def moodle_name(path: str, suffix: str) -> str | None:
    """Return the name of feedback in a zip for Moodle; None without a participant's number."""
    for part in PurePosixPath(path).parts:
        match = _MOODLE.fullmatch(part)
        if match:
            work = PurePosixPath(path).name if part != PurePosixPath(path).name else match["rest"] or "work"
            folder = f"{match['name']}_{match['id']}_assignsubmission_file_"
            return f"{folder}/feedback-{PurePosixPath(work).stem}{suffix}"
    return None


def canvas_name(path: str, suffix: str) -> str | None:
    """Return the name of feedback in a zip for Canvas; None without the numbers of a user and a file."""
    parts = PurePosixPath(path).parts
    part = next((part for part in parts if _CANVAS.fullmatch(part) or _ANONYMOUS.fullmatch(part)), None)
    if part is None:
        return None
    *first, last = PurePosixPath(part).stem.split("_")
    return "_".join([*first, f"feedback-{last}" if last.startswith("link") else last]) + suffix


def gradescope_name(path: str, suffix: str) -> str | None:
    """Return a name with the number of Gradescope's submission; None without one."""
    part = next((part for part in PurePosixPath(path).parts if _GRADESCOPE.fullmatch(part)), None)
    return part and f"{part}/{PurePosixPath(path).stem}{suffix}"


def _id(pattern: re.Pattern[str], path: str) -> str:
    found = (pattern.fullmatch(part) for part in PurePosixPath(path).parts)
    return next((match["id"] for match in found if match), "")
