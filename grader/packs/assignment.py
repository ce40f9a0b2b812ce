"""Reads what an assignment consists of: `assignment.json`, with the digest of all its files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from grader.errors import PackError
from grader.packs.files import digest_of, load_json
from grader.packs.model import Assignment, Edition, Function

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def load_assignment(root: Path, assignment: str) -> Assignment:
    """Return the assignment of a folder below `root/assignments`.

    Raises:
        PackError: Its `assignment.json` does not match its schema, or contradicts itself.
    """
    path = root / "assignments" / assignment / "assignment.json"
    content = load_json(path, "assignment")
    if content["id"] != path.parent.name:
        raise PackError(f"id: {content['id']!r} differs from the name of its folder", path)
    _check_helpers(path, content["functions"])
    functions = {f["name"]: _function(path, f, {}) for f in content["functions"]}
    folder = path.parent
    return Assignment(
        id=content["id"],
        title=content["title"],
        digest=_digest(root, content["id"]),
        runtime=content["runtime"],
        functions=tuple(functions.values()),
        editions=tuple(
            Edition(
                id=g["id"],
                title=g["title"],
                headers=tuple(g.get("headers", ())),
                marks=tuple(g.get("marks", ())),
                accepts=tuple(g.get("accepts", ())),
                float_sizes=g.get("float_sizes", False),
                functions=tuple(_function(path, f, functions) for f in g.get("functions", ())),
                keras=g.get("keras"),
            )
            for g in content["generations"]
        ),
        stubs={name: tuple(exports) for name, exports in content.get("stubs", {}).items()},
        folder=folder,
        stub_sources={
            path.stem: path.read_text(encoding="utf-8") for path in sorted(folder.glob("stubs/*.py"))
        },
    )


def _function(path: Path, entry: str | dict[str, Any], known: Mapping[str, Function]) -> Function:
    """Return what is said of a graded name: by an entry of its own, or by the assignment's of that name."""
    if isinstance(entry, str):
        if entry not in known:
            raise PackError(f"generations: {entry!r} is not among the functions", path)
        return known[entry]
    return Function(
        name=entry["name"],
        helpers=tuple(entry.get("helpers", ())),
        variables=tuple(entry.get("variables", ())),
        given=tuple(entry.get("given", ())),
        loss=entry.get("loss"),
        then=entry.get("then", ""),
    )


def _check_helpers(path: Path, functions: list[dict[str, Any]]) -> None:
    """Check that a function's helpers are listed before it: later functions can't be helpers."""
    for position, function in enumerate(functions):
        earlier = {other["name"] for other in functions[:position]}
        unknown = sorted(set(function.get("helpers", ())) - earlier)
        if unknown:
            raise PackError(
                f"functions[{position}].helpers: {', '.join(unknown)} must be listed before it", path
            )


def _digest(root: Path, assignment: str) -> str:
    """Return the digest of an assignment with its reference; a different digest may change verdicts."""
    folders = (root / "assignments" / assignment, root / "reference" / assignment)
    files = (path for folder in folders for path in folder.rglob("*"))
    return digest_of((p for p in files if p.is_file() and "__pycache__" not in p.parts), root)
