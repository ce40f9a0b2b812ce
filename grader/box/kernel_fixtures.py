"""Fixtures of a notebook: small generated data sets of the right form, where its cells expect them.

The recipes are in the assignment's `fixtures.json`, described by `fixtures.schema.json`. Everything
is generated from one seed, in the box of the kernel that uses it.
"""

from __future__ import annotations

import base64
import importlib
import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np

SEED = 7


def make(fixtures: dict[str, Any], *, keras: bool) -> None:
    """Create all fixtures below the working folder.

    Args:
        fixtures: The recipes, and under `files` the existing files: base64 text for each path.
        keras: Whether to create models, which requires TensorFlow.
    """
    for name, content in fixtures["files"].items():
        _path(name).write_bytes(base64.b64decode(content))
    for recipe in fixtures.get("copies", ()):
        _path(recipe["file"]).write_bytes(_path(recipe["of"]).read_bytes())
    random = np.random.default_rng(SEED)
    for recipe in fixtures.get("arrays", ()):
        _arrays(recipe, random)
    for recipe in fixtures.get("images", ()):
        _images(recipe, random)
    for recipe in fixtures.get("archives", ()):
        _archive(recipe)
    for recipe in fixtures.get("classes", ()):
        _classes(recipe)
    for recipe in fixtures.get("models", ()) if keras else ():
        _model(recipe)


def _path(name: str) -> Path:
    """Return where a file is to be; a notebook's `/tmp` lies beside its folder."""
    path = Path("..", name.removeprefix("/")) if name.startswith("/") else Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _arrays(recipe: dict[str, Any], random: np.random.Generator) -> None:
    """Write an HDF5 file of integers."""
    h5py: Any = importlib.import_module("h5py")
    with h5py.File(_path(recipe["file"]), "w") as file:
        for name, array in recipe["arrays"].items():
            if "values" in array:
                values = np.array(array["values"])
                file[name] = values.astype("S") if values.dtype.kind == "U" else values
            else:
                dtype = np.dtype(array.get("dtype", "int64"))
                file[name] = random.integers(0, array["below"], array["shape"]).astype(dtype)


def _images(recipe: dict[str, Any], random: np.random.Generator) -> None:
    """Write one picture or a folder of them, each of one colour with some noise."""
    image: Any = importlib.import_module("PIL.Image")
    width, height = recipe["size"]
    names = [recipe["file"]] if "file" in recipe else []
    names += [f"{recipe['folder']}/{number}.jpg" for number in range(recipe.get("count", 0))]
    for name in names:
        colour = random.integers(0, 200, 3)
        pixels = colour + random.integers(0, 56, (height, width, 3))
        image.fromarray(pixels.astype(np.uint8)).save(_path(name))
    for name in recipe.get("empty", ()):
        _path(f"{recipe['folder']}/{name}").write_bytes(b"")


def _archive(recipe: dict[str, Any]) -> None:
    """Write a zip file of a folder, as it lies in the folder above it."""
    folder = _path(recipe["folder"])
    with zipfile.ZipFile(_path(recipe["file"]), "w") as archive:
        for path in sorted(folder.rglob("*")):
            archive.write(path, path.relative_to(folder.parent))


def _classes(recipe: dict[str, Any]) -> None:
    """Write a class list in ImageNet's format."""
    names = {str(n): [f"n{n:08d}", f"class_{n}"] for n in range(recipe["count"])}
    _path(recipe["file"]).write_text(json.dumps(names), encoding="utf-8")


def _model(recipe: dict[str, Any]) -> None:
    """Write a small model with the given input and output shapes."""
    keras: Any = importlib.import_module("grader.box.keras.library").keras
    importlib.import_module("grader.box.keras").seed(SEED)
    layers = keras.layers
    model = keras.Sequential(
        [
            keras.Input(tuple(recipe["input"])),
            layers.Conv2D(4, 3, strides=4, activation="relu"),
            layers.Flatten(),
            layers.Dense(recipe["classes"], activation="softmax"),
        ]
    )
    model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
    model.save(str(_path(recipe["file"])))
