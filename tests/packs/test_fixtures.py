"""Scenes: recipes as data, and files that lie beside a notebook."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from grader.errors import PackError
from grader.packs.fixtures import load_fixtures
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

ARRAYS = [{"file": "d/a.h5", "arrays": {"x": {"shape": [2], "below": 3}}}]


def write(folder: Path, **recipes: Any) -> Path:
    (folder / "fixtures.json").write_text(json.dumps({"schema_version": "1.0", **recipes}))
    return folder


def test_an_assignment_may_have_none(tmp_path: Path) -> None:
    """Then its notebooks find an empty folder."""
    assert load_fixtures(tmp_path) == {"files": {}}


def test_recipes_are_data(tmp_path: Path) -> None:
    """They are passed on as they are."""
    assert load_fixtures(write(tmp_path, arrays=ARRAYS))["arrays"] == ARRAYS


def test_files_are_found_at_any_depth(tmp_path: Path) -> None:
    """Without what Python leaves there."""
    for name in ("a.py", "data/b.bin", "__pycache__/a.pyc"):
        path = tmp_path / "fixtures" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())
    assert load_fixtures(tmp_path)["files"] == {"a.py": b"a.py", "data/b.bin": b"data/b.bin"}


@pytest.mark.parametrize(
    "recipes",
    [
        {"sounds": []},
        {"arrays": [{"file": "a.h5"}]},
        {"arrays": [{"file": "a.h5", "arrays": {"x": {"shape": [0], "below": 3}}}]},
        {"images": [{"size": [1, 1]}]},
        {"images": [{"size": [1, 1], "file": "a.jpg", "folder": "b", "count": 1}]},
        {"classes": [{"file": "a.json", "count": 0}]},
        {"models": [{"file": "a.h5", "input": [64, 64], "classes": 2}]},
        {"archives": [{"file": "a.zip"}]},
    ],
)
def test_a_recipe_of_no_known_form_is_refused(tmp_path: Path, recipes: dict[str, Any]) -> None:
    """The message names the file."""
    with pytest.raises(PackError, match=r"fixtures\.json: "):
        load_fixtures(write(tmp_path, **recipes))


@pytest.mark.parametrize("name", ["/etc/passwd", "../a.h5", "d/../../a.h5"])
def test_a_recipe_stays_in_the_folder(tmp_path: Path, name: str) -> None:
    """What it makes is the notebook's own."""
    with pytest.raises(PackError, match="is outside the notebook's folder"):
        load_fixtures(write(tmp_path, arrays=[{**ARRAYS[0], "file": name}]))
    with pytest.raises(PackError, match="is outside the notebook's folder"):
        load_fixtures(write(tmp_path, images=[{"folder": name, "count": 1, "size": [1, 1]}]))


@pytest.mark.parametrize("folder", sorted((ROOT / "assignments").iterdir()), ids=lambda path: path.name)
def test_the_grader_s_own_fixtures_are_right(tmp_path: Path, folder: Path) -> None:
    """Those are not checked when they are loaded."""
    recipes = (
        json.loads((folder / "fixtures.json").read_text()) if (folder / "fixtures.json").is_file() else {}
    )
    recipes.pop("schema_version", None)
    loaded = load_fixtures(write(tmp_path, **recipes))
    assert loaded["files"] == {}
    for name, source in load_fixtures(folder)["files"].items():
        if name.endswith(".py"):
            compile(source, name, "exec")
