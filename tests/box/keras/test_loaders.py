"""What feeds a model, told as plain data."""

# ruff: noqa: E501 - lines of students' code
from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from grader.wire import Opaque
from tests.box.keras.inside import outcome, table, value_of

if TYPE_CHECKING:
    from grader.sandbox.interface import Runtime

FILES = {
    "/tmp/t/cats": {"images": 3},
    "/tmp/t/dogs": {"images": 4, "seed": 1, "other": ["Thumbs.db"]},
    "pets/v/cats": {"images": 2, "seed": 2},
    "pets/v/dogs": {"images": 2, "seed": 3},
}
PROBE = {"files": FILES, "want": ["loaders"]}
GENERATORS = """
g = tf.keras.preprocessing.image.ImageDataGenerator
a = g(rescale=1 / 255, rotation_range=40, horizontal_flip=True)
a = a.flow_from_directory('/tmp/t/', target_size=(20, 30), batch_size=2, class_mode='binary')
b = g().flow_from_directory('pets/v', target_size=(20, 30), class_mode='categorical', shuffle=False)
return a, b
"""
ARRAYS = """
g = tf.keras.preprocessing.image.ImageDataGenerator(rescale=1 / 255)
a = g.flow(np.full((5, 28, 28, 1), 255.0), np.arange(5.0), batch_size=4)
return a, g.flow(x=np.zeros((2, 28, 28, 1)), y=np.zeros(2))
"""
DATASETS = """
f = tf.keras.utils.image_dataset_from_directory
a, b = f('/tmp/t', image_size=(20, 30), batch_size=2, validation_split=0.5, subset='both', seed=42, label_mode='binary')
return a.map(lambda x, y: (x / 255.0, y)).cache().prefetch(1), b
"""
BY_NAME = """
from tensorflow.keras.preprocessing import image_dataset_from_directory as f
return f(directory='/tmp/t/', image_size=(8, 8), color_mode='grayscale'), f(directory='./pets/v', label_mode='categorical')
"""
ODD = {
    "nothing": "return None",
    "one": "return 1",
    "three": "return 1, 2, 3",
    "arrays": "return [1], (x for x in range(3))",
    "missing": "return tf.keras.utils.image_dataset_from_directory('/tmp/nowhere'), 1",
}
BODIES = {"generators": GENERATORS, "arrays": ARRAYS, "datasets": DATASETS, "by name": BY_NAME}


@pytest.fixture(scope="module")
def found(keras: Runtime) -> dict[str, Any]:
    """Return what boxes tell of some pairs."""
    told = table(keras, BODIES, PROBE)
    return {name: value_of(one)["loaders"] for name, one in told.items()}


def test_a_generator_of_a_folder(found: dict[str, Any]) -> None:
    """Which folder it reads, and how."""
    train, validation = found["generators"]["train"], found["generators"]["validation"]
    assert (train["folder"], validation["folder"]) == ("/tmp/t", "pets/v")
    assert (train["images"], train["classes"], train["size"]) == (7, ["cats", "dogs"], [20, 30])
    assert (train["batch_size"], train["label_mode"], validation["label_mode"]) == (
        2,
        "binary",
        "categorical",
    )
    assert (train["shuffle"], validation["shuffle"]) == (True, False)
    assert train["augmentation"] == {"rotation_range": 40, "horizontal_flip": True}
    assert validation["augmentation"] == {}
    assert train["files"][0] == "cats/0.jpg"


def test_the_first_batch_of_a_generator(found: dict[str, Any]) -> None:
    """Its shape and range, and its labels."""
    train, validation = found["generators"]["train"]["batch"], found["generators"]["validation"]["batch"]
    assert (train["images"]["shape"], train["images"]["rows"]) == ([20, 30, 3], 2)
    assert train["images"]["high"] <= 1.0 < validation["images"]["high"]
    assert (train["labels"]["shape"], validation["labels"]["shape"]) == ([], [2])


def test_a_generator_of_arrays(found: dict[str, Any]) -> None:
    """It has no folder."""
    train = found["arrays"]["train"]
    assert (train["folder"], train["images"], train["batch_size"]) == (None, 5, 4)
    assert train["batch"]["images"] == {"shape": [28, 28, 1], "rows": 4, "low": 1.0, "high": 1.0}
    assert found["arrays"]["validation"]["batch"]["labels"]["values"] == [0.0]


def test_a_dataset_of_a_folder(found: dict[str, Any]) -> None:
    """What it was made of is known, whatever was done to it since."""
    train, validation = found["datasets"]["train"], found["datasets"]["validation"]
    assert (train["folder"], train["size"], train["batch_size"], train["seed"]) == ("/tmp/t", [20, 30], 2, 42)
    assert (train["subset"], validation["subset"]) == ("training", "validation")
    assert not set(train["files"]) & set(validation["files"])
    assert len(train["files"]) + len(validation["files"]) == 7
    assert train["batch"]["images"]["high"] <= 1.0 < validation["batch"]["images"]["high"]
    assert train["batch"]["labels"]["shape"] == [1]


def test_what_a_dataset_is_not_told_is_as_usual(found: dict[str, Any]) -> None:
    """By whichever of its names the function is called."""
    train, validation = found["by name"]["train"], found["by name"]["validation"]
    assert (train["label_mode"], train["color_mode"], train["batch_size"]) == ("int", "grayscale", 32)
    assert (validation["folder"], validation["size"]) == ("pets/v", [256, 256])
    assert validation["batch"]["labels"]["shape"] == [2]


def test_what_is_no_pair_of_either_is_told_as_what_it_is(keras: Runtime) -> None:
    """A dataset of a folder that is not there raises."""
    told = table(keras, ODD, PROBE)
    missing = told.pop("missing")
    assert {name: value_of(one)["loaders"] for name, one in told.items()} == {
        "nothing": Opaque("NoneType"),
        "one": Opaque("int"),
        "three": Opaque("tuple of 3"),
        "arrays": {"train": Opaque("list"), "validation": Opaque("generator")},
    }
    assert "/tmp/nowhere" in missing.message  # type: ignore[union-attr]


def test_a_batch_that_can_not_be_had_is_told_by_why(keras: Runtime) -> None:
    """An empty file is no image."""
    body = "def f(): return (tf.keras.utils.image_dataset_from_directory('pets', label_mode=None),) * 2"
    files = {"pets/cats": {"empty": ["a.jpg"]}}
    told = value_of(outcome(keras, body, probe={"files": files, "want": ["loaders"]}))["loaders"]
    assert told["train"]["batch"] == Opaque("InvalidArgumentError instead of a batch")
