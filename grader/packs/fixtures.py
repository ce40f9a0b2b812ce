"""An assignment's fixtures: the files that a notebook finds when it is run from top to bottom."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from grader.errors import PackError
from grader.packs.files import load_json

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


# What notebooks call folders that lie beside their own: a kernel has some in their place.
_BESIDE = ("/tmp/", "/tmp2/")  # noqa: S108 - names in notebooks


def load_fixtures(folder: Path) -> dict[str, Any]:
    """Return the recipes of `fixtures.json` and, under `files`, the files below `fixtures/` by path.

    Args:
        folder: The assignment's folder; without fixtures, the result is empty.

    Raises:
        PackError: The recipes do not match their schema, or a path is outside the notebook's folder.
    """
    path = folder / "fixtures.json"
    recipes = load_json(path, "fixtures") if path.is_file() else {}
    for name in _names(recipes):
        path_there = PurePosixPath(name.removeprefix("/") if name.startswith(_BESIDE) else name)
        if path_there.is_absolute() or ".." in path_there.parts:
            raise PackError(f"{name!r} is outside the notebook's folder", path)
    files = (file for file in sorted((folder / "fixtures").rglob("*")) if "__pycache__" not in file.parts)
    files_by_path = {
        f.relative_to(folder / "fixtures").as_posix(): f.read_bytes() for f in files if f.is_file()
    }
    return {**recipes, "files": files_by_path}


def _names(recipes: dict[str, Any]) -> Iterator[str]:
    for kind in ("arrays", "images", "archives", "classes", "models"):
        for recipe in recipes.get(kind, ()):
            yield from (recipe[name] for name in ("file", "folder") if name in recipe)
