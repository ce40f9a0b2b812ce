"""The files that a case brings: made by recipe, told as values, and gone afterwards."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from grader.box.trees import MAX_ENTRIES, MAX_PRINTED, Printed, brought, image, make
from grader.wire import Opaque


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder that a box would have for itself."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_files_are_there_during_the_call_only(home: Path) -> None:
    """Below a folder that is the current one then."""
    with brought({"pets/cats": {"images": 2}}) as tree:
        assert sorted(path.name for path in Path("pets/cats").iterdir()) == ["0.jpg", "1.jpg"]
        assert tree is not None
    assert Path.cwd() == home
    assert list(home.iterdir()) == []


def test_folders_of_notebooks_lie_below_it_too(home: Path) -> None:
    """An absolute path of a recipe is none of this machine's."""
    with brought({"/tmp/pets": {"empty": ["a.jpg"]}}):
        assert (home / "case/tmp/pets/a.jpg").stat().st_size == 0


def test_a_tree_is_told_by_path_as_a_notebook_has_it(home: Path) -> None:
    """Folders, sizes with digests, links that are not followed."""
    with brought({"/tmp/pets": {}, "note.txt": {"text": "x"}}) as tree:
        (home / "case/link").symlink_to("/etc")
        assert tree is not None
        assert tree.before == {"/tmp": "folder", "/tmp/pets": "folder", "./note.txt": "1 2d711642b726b044"}
        assert tree.read() == {**tree.before, "./link": "link"}


def test_a_tree_of_too_many_files_is_not_told() -> None:
    """A million files are not read."""
    with brought({"a": {}}) as tree:
        assert tree is not None
        for number in range(MAX_ENTRIES + 1):
            Path("a", str(number)).touch()
        assert isinstance(tree.read(), Opaque)


def test_what_one_case_leaves_is_not_there_for_the_next() -> None:
    """Whether it was brought, added or changed."""
    for _ in range(2):
        with brought({"a": {"images": 1}}) as tree:
            assert tree is not None
            assert set(tree.before) == {"./a", "./a/0.jpg"} if isinstance(tree.before, dict) else False
            Path("a/0.jpg").write_text("changed", encoding="utf-8")
            Path("more").mkdir()


def test_no_recipe_brings_nothing() -> None:
    """Most cases need no files."""
    with brought(None) as tree:
        assert tree is None


def test_images_are_jpegs_of_the_size_that_is_asked_for() -> None:
    """Height before width; gray ones have one channel."""
    for mode in ("RGB", "L"):
        picture = Image.open(io.BytesIO(image((10, 16), mode, 0)))
        assert (picture.format, picture.size, picture.mode) == ("JPEG", (16, 10), mode)


def test_an_image_depends_on_its_seed_only() -> None:
    """So every run and every machine has the same."""
    image.cache_clear()
    first = image((8, 8), "RGB", 1)
    image.cache_clear()
    assert image((8, 8), "RGB", 1) == first != image((8, 8), "RGB", 2)


def test_a_table_has_a_header_a_label_and_pixels(tmp_path: Path) -> None:
    """One row for each label."""
    make(str(tmp_path / "a/signs.csv"), {"csv": {"labels": [3, 24], "side": 2}})
    lines = (tmp_path / "a/signs.csv").read_text().splitlines()
    assert lines[0] == "label,pixel1,pixel2,pixel3,pixel4"
    rows = np.array([line.split(",") for line in lines[1:]]).astype(int)
    assert (rows[:, 0].tolist(), rows.shape) == ([3, 24], (2, 5))


def test_a_folder_holds_what_its_recipe_names(tmp_path: Path) -> None:
    """Images by pattern, empty files, files that are no images."""
    make(str(tmp_path), {"images": 1, "names": "cat.{}.jpg", "empty": ["e.jpg"], "other": ["Thumbs.db"]})
    sizes = {path.name: path.stat().st_size > 0 for path in tmp_path.iterdir()}
    assert sizes == {"cat.0.jpg": True, "e.jpg": False, "Thumbs.db": True}


def test_what_is_printed_is_kept_as_far_as_anybody_reads() -> None:
    """And a writer is told that all of it was taken."""
    printed = Printed()
    assert [printed.write("x" * MAX_PRINTED), printed.write("y")] == [MAX_PRINTED, 1]
    assert printed.getvalue() == "x" * MAX_PRINTED
