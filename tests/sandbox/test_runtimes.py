"""Which Keras a notebook runs on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from grader.sandbox.runtimes import kinds_of_boxes, likely_kind

if TYPE_CHECKING:
    from pathlib import Path

OLD = "import tensorflow as tf\nmodel = tf.keras.Sequential()"


@pytest.mark.parametrize(
    ("keras", "kinds"),
    [("auto", ("keras2", "keras3")), ("2", ("keras2",)), ("3", ("keras3",))],
)
def test_a_notebook_of_the_course_runs_on_keras_2_first(keras: str, kinds: tuple[str, ...]) -> None:
    """It was written for TensorFlow 2.3 to 2.15; a user may choose one."""
    assert kinds_of_boxes("keras", keras, OLD) == kinds


@pytest.mark.parametrize("keras", ["auto", "2", "3"])
@pytest.mark.parametrize("source", ["", OLD, "keras.ops.relu(x)"])
def test_a_notebook_of_numpy_needs_no_keras(keras: str, source: str) -> None:
    """Whatever it imports beside it."""
    assert kinds_of_boxes("numpy", keras, source) == ("numpy",)


@pytest.mark.parametrize(
    "source",
    [
        "keras.ops.relu(x)",
        "tf.keras.ops.add(x, y)",
        "keras.random.normal((2,))",
        "keras.saving.load_model('a')",
        "isinstance(x, keras.KerasTensor)",
        "from keras import ops",
        "from keras import layers, ops",
        "import x\nfrom keras import ops as K",
    ],
)
def test_what_only_keras_3_has_runs_there_first(source: str) -> None:
    """The other one is tried too."""
    assert kinds_of_boxes("keras", "auto", source) == ("keras3", "keras2")


@pytest.mark.parametrize(
    "source",
    [
        "from keras import layers",
        "my_keras_ops = 1",
        "keras.options",
        "from keras import dropsy",
        "keras.layers.Conv2D",
        "random.random()",
    ],
)
def test_other_names_tell_nothing(source: str) -> None:
    """They are on both."""
    assert kinds_of_boxes("keras", "auto", source) == ("keras2", "keras3")


@pytest.mark.parametrize("keras", ["2", "3"])
def test_a_choice_wins_over_the_notebook(keras: str) -> None:
    """There is nothing else to choose from then."""
    assert kinds_of_boxes("keras", keras, "keras.ops.relu(x)") == (f"keras{keras}",)


@pytest.mark.parametrize(
    ("text", "keras", "kind"),
    [
        ("import numpy as np", "auto", "numpy"),
        (OLD, "auto", "keras2"),
        (OLD, "3", "keras3"),
        (f"{OLD}\nfrom keras import ops", "auto", "keras3"),
        ("", "auto", "numpy"),
    ],
)
def test_the_kind_is_guessed_from_the_file(text: str, keras: str, kind: str, tmp_path: Path) -> None:
    """To get it ready while the file is being understood."""
    path = tmp_path / "a.ipynb"
    path.write_text(text, encoding="utf-8")
    assert likely_kind(path, keras) == kind


def test_a_file_that_can_not_be_read_is_guessed_to_be_of_numpy(tmp_path: Path) -> None:
    """The error comes later, in its place."""
    assert likely_kind(tmp_path / "nowhere.ipynb", "auto") == "numpy"


def test_bytes_that_are_no_text_are_guessed_at_too(tmp_path: Path) -> None:
    """No decoding fails."""
    path = tmp_path / "a.ipynb"
    path.write_bytes(b"\xff\xfe tensorflow \x00")
    assert likely_kind(path, "auto") == "keras2"


def test_only_the_beginning_of_a_large_file_is_read(tmp_path: Path) -> None:
    """A guess must cost nothing."""
    path = tmp_path / "a.ipynb"
    path.write_bytes(b" " * (4 * 2**20) + b"tensorflow")
    assert likely_kind(path, "auto") == "numpy"
