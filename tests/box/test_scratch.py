"""Scratch folders come and go, however a student left them."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from grader.box import scratch

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def root() -> Iterator[str]:
    folder = scratch.make_root()
    yield folder
    scratch.remove(folder)


def test_a_box_has_a_folder_under_the_root(root: str) -> None:
    """So the nursery can remove them all at once."""
    assert Path(scratch.make(root)).parent == Path(root)


def test_two_boxes_have_two_folders(root: str) -> None:
    """Nobody else's name is used again."""
    assert scratch.make(root) != scratch.make(root)


def test_a_folder_is_its_owners_only(root: str) -> None:
    """Other users of the machine see nothing of a submission."""
    assert Path(scratch.make(root)).stat().st_mode & 0o777 == 0o700


def test_an_empty_folder_is_removed(root: str) -> None:
    """The usual case."""
    folder = scratch.make(root)
    scratch.remove(folder)
    assert not Path(folder).exists()


def test_a_full_folder_is_removed(root: str) -> None:
    """With folders in it, links and a file that is read-only."""
    folder = Path(scratch.make(root))
    (folder / "a" / "b").mkdir(parents=True)
    (folder / "a" / "link").symlink_to(root)
    (folder / "a" / "file").touch(mode=0o000)
    scratch.remove(str(folder))
    assert not folder.exists()


def test_a_link_is_not_followed(root: str, tmp_path: Path) -> None:
    """What it points to belongs to somebody else."""
    (tmp_path / "kept").touch()
    folder = Path(scratch.make(root))
    (folder / "link").symlink_to(tmp_path)
    scratch.remove(str(folder))
    assert (tmp_path / "kept").exists()


def test_a_tree_deeper_than_a_path_can_be_is_removed(root: str) -> None:
    """Python's own way gives up on it."""
    folder = scratch.make(root)
    inner = os.open(folder, os.O_RDONLY)
    for _ in range(3000):
        os.mkdir("deep", dir_fd=inner)
        outer, inner = inner, os.open("deep", os.O_RDONLY, dir_fd=inner)
        os.close(outer)
    os.close(inner)
    scratch.remove(folder)
    assert not Path(folder).exists()


def test_removing_nothing_is_no_error(root: str) -> None:
    """The nursery may have been first."""
    assert scratch.remove(f"{root}/gone") is None  # type: ignore[func-returns-value]


def test_what_is_gone_needs_no_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A nursery that ends removes the folders of its boxes."""
    monkeypatch.setattr(subprocess, "run", None)
    scratch.remove(str(tmp_path / "gone"))
