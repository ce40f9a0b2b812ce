"""Made data: of the right form, the same in every run."""

from __future__ import annotations

import base64
import hashlib
import json
import zipfile
from typing import TYPE_CHECKING, Any

import h5py
import pytest
from PIL import Image

from grader.box.kernel_fixtures import make

if TYPE_CHECKING:
    from pathlib import Path

FIXTURES: dict[str, Any] = {
    "files": {"helper/a.py": base64.b64encode(b"x = 1").decode()},
    "copies": [{"file": "/tmp2/a.py", "of": "helper/a.py"}],
    "arrays": [
        {
            "file": "d/a.h5",
            "arrays": {
                "images": {"shape": [4, 2, 2, 3], "below": 256, "dtype": "uint8"},
                "labels": {"shape": [50], "below": 3},
                "classes": {"values": ["cat", "dog"]},
            },
        }
    ],
    "images": [
        {"folder": "pictures/with space", "count": 3, "size": [8, 6]},
        {"file": "i/me.jpg", "size": [5, 5]},
        {"folder": "/tmp/Pets/Cat", "count": 2, "size": [5, 5], "empty": ["666.jpg"]},
    ],
    "archives": [{"file": "/tmp2/pets.zip", "folder": "/tmp/Pets"}],
    "classes": [{"file": ".keras/index.json", "count": 4}],
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "work"
    place.mkdir()
    monkeypatch.chdir(place)
    make(FIXTURES, keras=False)
    return place


def test_arrays_have_shape_and_range(folder: Path) -> None:
    """As the recipe says."""
    with h5py.File(folder / "d" / "a.h5") as file:
        assert (file["images"].shape, file["images"].dtype) == ((4, 2, 2, 3), "uint8")
        assert sorted(set(file["labels"][:])) == [0, 1, 2]
        assert list(file["classes"][:]) == [b"cat", b"dog"]


def test_images_have_their_size(folder: Path) -> None:
    """Width comes first."""
    paths = sorted((folder / "pictures" / "with space").iterdir())
    assert [path.name for path in paths] == ["0.jpg", "1.jpg", "2.jpg"]
    with Image.open(paths[0]) as image:
        assert image.size == (8, 6)
    assert (folder / "i" / "me.jpg").is_file()


def test_tmp_lies_beside_the_notebook(folder: Path) -> None:
    """Where the kernel has it; and an image may be empty."""
    paths = sorted((folder.parent / "tmp" / "Pets" / "Cat").iterdir())
    assert [(path.name, path.stat().st_size > 0) for path in paths] == [
        ("0.jpg", True),
        ("1.jpg", True),
        ("666.jpg", False),
    ]


def test_an_archive_holds_a_folder(folder: Path) -> None:
    """By paths from the folder above it."""
    with zipfile.ZipFile(folder.parent / "tmp2" / "pets.zip") as archive:
        assert "Pets/Cat/1.jpg" in archive.namelist()


def test_files_are_as_they_are(folder: Path) -> None:
    """At their paths."""
    assert (folder / "helper" / "a.py").read_bytes() == b"x = 1"


def test_a_copy_lies_where_it_is_looked_for(folder: Path) -> None:
    """Beside the notebook's folder, as `/tmp` does."""
    assert (folder.parent / "tmp2" / "a.py").read_bytes() == b"x = 1"


def test_classes_have_imagenets_form(folder: Path) -> None:
    """A number, then an id and a name."""
    classes = json.loads((folder / ".keras" / "index.json").read_text())
    assert len(classes) == 4
    assert classes["3"] == ["n00000003", "class_3"]


def test_the_same_is_made_again(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Byte for byte, where the format allows."""
    other = tmp_path_factory.mktemp("again") / "work"
    other.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(other)
        make(FIXTURES, keras=False)
    digests = [hashlib.sha256((place / "i" / "me.jpg").read_bytes()).hexdigest() for place in (folder, other)]
    assert digests[0] == digests[1]
