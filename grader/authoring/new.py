"""Writes a small pack that works, for an author to change."""

from __future__ import annotations

import re
import zlib
from importlib.resources import files
from typing import TYPE_CHECKING

from grader.errors import UsageError
from grader.support.atomic_files import write_atomically

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

EXAMPLES = {"numpy": "normalise", "model": "small_model", "files": "write_labels"}
"""The examples that a pack may begin with, and the function of each."""

EDITION = "1"
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_FILES = {
    "assignment.json": "assignments/{id}/assignment.json",
    "published.json": "assignments/{id}/published.json",
    "cases.py": "reference/{id}/cases.py",
    "misconceptions.py": "reference/{id}/misconceptions.py",
    "lesson.py": "reference/{id}/lesson.py",
    "rubric.json": "rubrics/{id}.json",
}


def write_pack(assignment: str, folder: Path, examples: Collection[str] = ()) -> list[Path]:
    """Write the three folders of a new pack.

    Args:
        assignment: Its id.
        folder: Where to write them; made if it is not there.
        examples: What to begin with, of `EXAMPLES`; by default all.

    Returns:
        The files written.

    Raises:
        UsageError: It is not an id, or there is a file of it already.
        MachineError: A file can't be written.
    """
    if not _ID.fullmatch(assignment):
        raise UsageError(
            f"{assignment}: is not an id; use small letters and digits, with hyphens between words"
        )
    texts = {folder / path.format(id=assignment): name for name, path in _FILES.items()}
    there = next((path for path in texts if path.exists()), None)
    if there is not None:
        raise UsageError(f"{there}: is there already; choose another id, or another folder with --packs")
    chosen = [name for name in EXAMPLES if name in examples or not examples]
    for path, name in texts.items():
        write_atomically(path, _filled(name, assignment, chosen))
    return list(texts)


def _filled(name: str, assignment: str, examples: list[str]) -> str:
    from jinja2 import Environment, StrictUndefined  # for those only who start a pack

    source = files("grader.authoring").joinpath(f"templates/{name}.jinja").read_text(encoding="utf-8")
    environment = Environment(keep_trailing_newline=True, undefined=StrictUndefined)  # noqa: S701 - no HTML
    text: str = environment.from_string(source).render(
        id=assignment,
        title=assignment.replace("-", " ").capitalize(),
        year=EDITION,
        runtime="numpy" if examples == ["numpy"] else "keras",
        examples=examples,
        functions=[EXAMPLES[example] for example in examples],
        seed=zlib.crc32(assignment.encode()) % 10_000,
    )
    return text
