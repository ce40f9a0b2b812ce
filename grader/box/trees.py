"""The files that a case brings: made in the scratch folder before the call, read after it, then removed.

Recipes are data, and what they make depends on nothing but them.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import shutil
import stat
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from grader.box.redirect import FOLDERS, as_written, redirect
from grader.wire import Opaque

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MAX_ENTRIES = 2000  # of a tree that is reported
MAX_FILE_BYTES = 8 * 2**20
MAX_PRINTED = 20_000
FOLDER, LINK, OTHER = "folder", "link", "no file"
_SIZE = (24, 32)  # height and width of an image, where a recipe does not say
_GRAIN = 4  # an image is so many patches high and wide


class Printed(io.StringIO):
    """What was printed, as far as anybody reads."""

    def write(self, text: str) -> int:
        """Keep a text, or what there is room for."""
        super().write(text[: max(0, MAX_PRINTED - self.tell())])
        return len(text)


class Tree:
    """The files of one case."""

    def __init__(self, recipes: Mapping[str, Any], parent: str) -> None:
        self.root = os.path.join(parent, "case")  # noqa: PTH118 - quicker
        os.mkdir(self.root)  # noqa: PTH102
        redirect(self.root)
        os.chdir(self.root)
        for folder in FOLDERS:
            if any(path == folder or path.startswith(f"{folder}/") for path in recipes):
                os.makedirs(self.root + folder)  # noqa: PTH103
        for path, recipe in recipes.items():
            make(self.root + path if path.startswith("/") else os.path.join(self.root, path), recipe)  # noqa: PTH118
        self.before = self.read()
        self.listed = self._listed(recipes)

    def _listed(self, recipes: Mapping[str, Any]) -> dict[str, list[str]]:
        """Return the names in each folder that was made, in the order in which the folder lists them."""
        paths = [
            Path(self.root + path if path.startswith("/") else f"{self.root}/{path}") for path in recipes
        ]
        return {
            as_written(str(path)): [each.name for each in path.iterdir()] for path in paths if path.is_dir()
        }

    def read(self) -> dict[str, str] | Opaque:
        """Return what is there: by path, `folder` or the size and a digest of a file."""
        found: dict[str, str] = {}
        for path in _below(self.root):
            if len(found) >= MAX_ENTRIES:
                return Opaque(f"tree of more than {MAX_ENTRIES} files")
            found[as_written(path)] = _described(path)
        return found


@contextlib.contextmanager
def brought(recipes: Mapping[str, Any] | None) -> Iterator[Tree | None]:
    """Make a case's files, and remove them with whatever has been added; the folder is the current one."""
    if recipes is None:
        yield None
        return
    parent = os.environ.get("HOME") or os.getcwd()  # noqa: PTH109
    _remove(os.path.join(parent, "case"))  # noqa: PTH118
    try:
        yield Tree(recipes, parent)
    finally:
        redirect(None)
        os.chdir(parent)
        _remove(os.path.join(parent, "case"))  # noqa: PTH118


def make(path: str, recipe: Mapping[str, Any]) -> None:
    """Make what a recipe says.

    Args:
        path: Where.
        recipe: `text`: a file of that text. `csv`: a table of images, of `labels` and a `side`. Otherwise a
            folder, with so many `images` of `size` (height, width), named by the pattern `names`, drawn from
            `seed`; `empty`, `other`: names of empty files and of ones that are no images; `gray`: no colours.
    """
    if "text" in recipe or "csv" in recipe:
        os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120
        text = recipe["text"] if "text" in recipe else _table(**recipe["csv"])
        Path(path).write_text(text, encoding="utf-8")
        return
    os.makedirs(path, exist_ok=True)  # noqa: PTH103
    size, mode, seed = (
        tuple(recipe.get("size", _SIZE)),
        "L" if recipe.get("gray") else "RGB",
        recipe.get("seed", 0),
    )
    folder = Path(path)
    for number in range(recipe.get("images", 0)):
        folder.joinpath(recipe.get("names", "{}.jpg").format(number)).write_bytes(
            image(size, mode, seed * 1000 + number)
        )
    for name in recipe.get("empty", ()):
        folder.joinpath(name).write_bytes(b"")  # touch asks for the time to be set, which a box does not
    for name in recipe.get("other", ()):
        folder.joinpath(name).write_text(f"This is {name}, and no image.\n", encoding="utf-8")


@lru_cache(maxsize=1000)
def image(size: tuple[int, int], mode: str, seed: int) -> bytes:
    """Return a JPEG of patches in random colours."""
    from PIL import Image

    height, width = size
    channels = () if mode == "L" else (3,)
    patches = np.random.RandomState(seed).randint(0, 256, (_GRAIN, _GRAIN, *channels)).astype(np.uint8)
    rows, columns = np.arange(height) * _GRAIN // height, np.arange(width) * _GRAIN // width
    encoded = io.BytesIO()
    Image.fromarray(patches[rows][:, columns], mode).save(encoded, "JPEG", quality=90)
    return encoded.getvalue()


def _table(labels: list[int], side: int, seed: int = 0) -> str:
    """Return a CSV with a header, and in each row a label and the pixels of an image of that side."""
    pixels = np.random.RandomState(seed).randint(0, 256, (len(labels), side * side))
    header = ",".join(["label", *(f"pixel{number}" for number in range(1, side * side + 1))])
    rows = (",".join(map(str, [label, *row])) for label, row in zip(labels, pixels.tolist(), strict=True))
    return "\n".join([header, *rows]) + "\n"


def _below(folder: str) -> Iterator[str]:
    """Yield every path below a folder, links not followed; by name, so that trees are the same anywhere."""
    try:
        names = sorted(os.listdir(folder))  # noqa: PTH208
    except OSError:
        return
    for name in names:
        path = os.path.join(folder, name)  # noqa: PTH118
        yield path
        if stat.S_ISDIR(os.lstat(path).st_mode):
            yield from _below(path)


def _described(path: str) -> str:
    found = os.lstat(path)
    if stat.S_ISDIR(found.st_mode):
        return FOLDER
    if stat.S_ISLNK(found.st_mode):
        return LINK
    if not stat.S_ISREG(found.st_mode):
        return OTHER
    if found.st_size > MAX_FILE_BYTES:
        return str(found.st_size)
    try:
        content = Path(path).read_bytes()
    except OSError:
        return f"{found.st_size} unreadable"
    return f"{found.st_size} {hashlib.sha256(content).hexdigest()[:16]}"


def _remove(folder: str) -> None:
    """Remove a folder; what a student has made unreadable stays until the box ends."""
    shutil.rmtree(folder, ignore_errors=True)
