"""Identify who submitted a file from its path, by the patterns of Canvas, Moodle and Gradescope.

Canvas names the files of "Download submissions" `<name>[_LATE]_<user>_<file>_<the student's file name>`,
where `<name>` is the sortable name in lower case without spaces and commas, or `anon_<code>` replaces name
and user; a resubmitted file has `-1`, `-2` … before its suffix. Moodle gives each student a folder
`<full name>_<participant>_assignsubmission_file`, with or without a trailing `_`, or puts that before each
file name. Gradescope has folders `submission_<number>`, and `submission_metadata.yml` names their owners.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from grader.batch.classroom import HandedIn, Student

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

METADATA = "submission_metadata.yml"
MAX_METADATA_BYTES = 8 * 2**20
MAX_GROUP = 100

_CANVAS = re.compile(
    r"(?:(?!LATE_)(?P<name>[^\s./\\]+?)_)?(?P<late>LATE_)?(?:(?P<id>\d+)|(?P<anonymous>anon_[A-Za-z0-9]+))_\d{3,}_(?P<work>.+)"
)
_MOODLE = re.compile(r"(?P<name>.+?)(?:_(?P<id>\d+))?_assignsubmission_[a-z]+(?:_(?P<work>.*))?")
_EXPORT = re.compile(r"assignment_\d+_export")
_AGAIN = re.compile(r"(?P<work>.+)-(?P<number>\d{1,2})")


def identify(parts: Sequence[str], exported: Mapping[str, HandedIn]) -> HandedIn | None:
    """Return who submitted a file, by the patterns of learning platforms.

    Args:
        parts: Its path below the named folder, archives included.
        exported: Gradescope's metadata, by the path of a submission's folder.
    """
    for depth, part in enumerate(parts):
        known = exported.get("/".join(parts[: depth + 1])) or _by_canvas(part) or _by_moodle(part)
        if known is not None:
            return known
    return None


def by_location(paths: Sequence[Sequence[str]]) -> list[HandedIn]:
    """Guess who submitted files, by the first folder that distinguishes them or else by the file's name.

    A folder or archive that contains the whole class, or several folders of it, names nobody.

    Args:
        paths: The paths of all files of a class, below the named folder.
    """
    folders: dict[tuple[str, ...], set[str]] = {}
    for path in paths:
        for depth in range(len(path) - 1):
            folders.setdefault(tuple(path[:depth]), set()).add(path[depth])
    alone = len({path[0] for path in paths}) == 1
    return [_guess(path, folders, alone=alone) for path in paths]


def _guess(path: Sequence[str], folders: Mapping[tuple[str, ...], set[str]], *, alone: bool) -> HandedIn:
    depth = 0
    while depth < len(path) - 1:
        several = len(folders.get(tuple(path[: depth + 1]), ())) > 1
        archive = _is_archive(path[depth])
        whole = depth == 0 and alone
        if not (several and (archive or whole)) and not (archive and whole):
            break
        depth += 1
    name = path[depth]
    is_folder = depth < len(path) - 1 and not _is_archive(name)
    return HandedIn((Student(name if is_folder else PurePosixPath(name).stem),), guessed=True)


def _is_archive(name: str) -> bool:
    return name.lower().endswith(".zip")


def is_metadata(parts: Sequence[str]) -> bool:
    """Return whether a file is the metadata of a Gradescope export."""
    *above, name = parts
    if above and _is_archive(above[0]):
        del above[0]
    return name == METADATA and (not above or (len(above) == 1 and bool(_EXPORT.fullmatch(above[0]))))


def read_metadata(text: str, above: Sequence[str]) -> dict[str, HandedIn]:
    """Return Gradescope's metadata by the path of each submission's folder.

    Args:
        text: YAML; unexpected content is ignored.
        above: The path of its folder.
    """
    import yaml  # noqa: PLC0415 - few classes need it

    try:
        content = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - is safe
        found = {"/".join([*above, _word(key)]): _by_gradescope(entry) for key, entry in content.items()}
        return {folder: who for folder, who in found.items() if who.students}
    except (yaml.YAMLError, AttributeError, TypeError, ValueError, RecursionError):
        return {}


def _by_gradescope(entry: Mapping[str, Any]) -> HandedIn:
    group = list(entry.get(":submitters") or ())[:MAX_GROUP]
    students = [Student(*(_word(each.get(key)) for key in (":name", ":sid", ":email"))) for each in group]
    attempt = len(entry.get(":history") or ()) + 1
    return HandedIn(tuple(student for student in students if student.label), attempt)


def _word(value: Any) -> str:
    """Return a name or a number; other values could be huge, because YAML repeats by reference."""
    return str(value) if isinstance(value, (str, int)) else ""


def _by_canvas(part: str) -> HandedIn | None:
    match = _CANVAS.fullmatch(part)
    name = match and (match["name"] or match["anonymous"])
    if match is None or not name or (match["name"] and name != name.lower()):
        return None
    student = Student(name, match["id"] or "")
    path = PurePosixPath(match["work"])
    again = _AGAIN.fullmatch(path.stem)
    work, attempt = (again["work"], int(again["number"]) + 1) if again else (path.stem, 1)
    return HandedIn((student,), attempt, late=match["late"] is not None, work=work + path.suffix)


def _by_moodle(part: str) -> HandedIn | None:
    match = _MOODLE.fullmatch(part)
    return match and HandedIn((Student(match["name"], match["id"] or ""),), work=match["work"] or "")
