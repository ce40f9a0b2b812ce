"""Identify who submitted a file from the name that a platform gave it.

Canvas names the files of "Download submissions" `<name>[_LATE]_<user>_<file>_<the student's file name>`,
where `<name>` is the sortable name in lower case without spaces and commas, or `anon_<code>` replaces name
and user; a resubmitted file has `-1`, `-2` … before its suffix. The name of a group may end in a small
number, as in `group_1_12345_67890_work.ipynb`: before two longer ones, it is not a user's. Moodle gives
each student a folder `<full name>_<participant>_assignsubmission_file`, with or without a trailing `_`, or
puts that before each file name. Blackboard, and nbgrader's `zip_collect` after it, have
`<assignment>_<user>_attempt_<time>_<the student's file name>`; the exchange of nbgrader has folders
`<user>+<assignment>+<time>+<random>`. Brightspace has folders `<numbers> - <full name> - <time>`, or puts
that before each file name; Sakai has folders `<last name>, <first name>(<user>)`. Gradescope has folders
`submission_<number>`, whose owners are in `submission_metadata.yml`.

Only what a platform wrote itself identifies anybody: these patterns are for the entries of a download, never
for what is inside them.
"""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from grader.batch.classroom import HandedIn, Student

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

METADATA = "submission_metadata.yml"
MAX_METADATA_BYTES = 8 * 2**20
MAX_GROUP = 100

_CANVAS = re.compile(
    r"(?:(?!LATE_)(?P<name>(?:(?!\d+_)[^\s._/\\]+_)+\d{1,2}(?=_(?:LATE_)?\d{4,20}_\d{4,20}_)|[^\s./\\]*?)_)?"
    r"(?P<late>LATE_)?(?:(?P<id>\d+)|(?P<anonymous>anon_[A-Za-z0-9]+))_\d{3,}_(?P<work>.+)"
)
_MOODLE = re.compile(r"(?P<name>.+?)(?:_(?P<id>\d+))?_assignsubmission_[a-z]+(?:_(?P<work>.*))?")
_BLACKBOARD = re.compile(
    r"(?P<before>.+?)_attempt_(?P<time>\d{4}(?:-\d\d){5})(?:_(?P<work>.+)|\.txt)", re.DOTALL
)
_EXCHANGE = re.compile(r"(?P<id>[^+]+)\+(?P<work>[^+]+)\+(?P<time>\d{4}-\d\d-\d\d [^+]+)(?:\+[^+]*)?")
_BRIGHTSPACE = re.compile(
    r"\d+-\d+ - (?P<name>.+?) - (?P<month>[A-Z][a-z]{2})[a-z]* (?P<day>\d\d?, \d{4}) (?P<time>\d{3,4} [AP]M)"
    r"(?: - (?P<work>.+))?"
)
_SAKAI = re.compile(r"(?P<last>[^,()]+), ?(?P<first>[^()]+)\((?P<id>[^()\s]+)\)")
_AGAIN = re.compile(r"(?P<work>.+)-(?P<number>\d{1,2})")


def identify(name: str) -> HandedIn | None:
    """Return who submitted a file or folder, by the name that a platform gave it."""
    return next((who for by in _PLATFORMS if (who := by(name)) is not None), None)


def _by_canvas(part: str) -> HandedIn | None:
    match = _CANVAS.fullmatch(part)
    name = match and (match["name"] if match["anonymous"] is None else match["anonymous"])
    if match is None or name is None or (match["name"] and name != name.lower()):
        return None
    student = Student(name, match["id"] or "")
    path = PurePosixPath(match["work"])
    again = _AGAIN.fullmatch(path.stem)
    work, attempt = (again["work"], int(again["number"]) + 1) if again else (path.stem, 1)
    return HandedIn((student,), attempt, late=match["late"] is not None, work=work + path.suffix)


def _by_moodle(part: str) -> HandedIn | None:
    match = _MOODLE.fullmatch(part)
    return match and HandedIn((Student(match["name"], match["id"] or ""),), work=match["work"] or "")


def _by_blackboard(part: str) -> HandedIn | None:
    match = _BLACKBOARD.fullmatch(part)
    user = match and match["before"].rpartition("_")
    if match is None or not user or not user[0] or not user[2]:
        return None
    return HandedIn((Student(id=user[2]),), work=match["work"] or "", time=match["time"])


def _by_exchange(part: str) -> HandedIn | None:
    match = _EXCHANGE.fullmatch(part)
    return match and HandedIn((Student(id=match["id"]),), work=match["work"], time=match["time"])


def _by_brightspace(part: str) -> HandedIn | None:
    match = _BRIGHTSPACE.fullmatch(part)
    time = match and _time_of(f"{match['month']} {match['day']} {match['time']:0>7}")
    if match is None or time is None:
        return None
    return HandedIn((Student(match["name"]),), work=match["work"] or "", time=f"{time:%Y-%m-%d-%H-%M}")


def _time_of(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, "%b %d, %Y %I%M %p").astimezone()
    except ValueError:
        return None


def _by_sakai(part: str) -> HandedIn | None:
    match = _SAKAI.fullmatch(part)
    return match and HandedIn((Student(f"{match['first']} {match['last']}", match["id"]),))


_PLATFORMS: tuple[Callable[[str], HandedIn | None], ...] = (
    _by_blackboard,
    _by_canvas,
    _by_moodle,
    _by_exchange,
    _by_brightspace,
    _by_sakai,
)


def read_metadata(text: str) -> dict[str, HandedIn]:
    """Return who submitted each folder of a Gradescope export.

    Args:
        text: The YAML next to the folders; unexpected content is ignored.
    """
    import yaml  # few classes need it

    try:
        content = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - is safe
        found = {_word(key): _by_gradescope(entry) for key, entry in content.items()}
        return {folder: who for folder, who in found.items() if who.students}
    except (yaml.YAMLError, AttributeError, TypeError, ValueError, RecursionError):
        return {}


def _by_gradescope(entry: Mapping[str, Any]) -> HandedIn:
    group = list(entry.get(":submitters") or ())[:MAX_GROUP]
    people = ([_word(each.get(key)) for key in (":name", ":sid", ":email")] for each in group)
    students = [Student(name, number, email) for name, number, email in people]
    attempt = len(entry.get(":history") or ()) + 1
    created = entry.get(":created_at")
    return HandedIn(
        tuple(student for student in students if student.label),
        attempt,
        submitted=created if isinstance(created, datetime) else None,
    )


def _word(value: Any) -> str:
    """Return a name or a number; other values could be huge, because YAML repeats by reference."""
    return str(value) if isinstance(value, (str, int)) else ""
