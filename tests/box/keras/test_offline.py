"""Weights that are asked for are noted, never fetched."""

# ruff: noqa: E501 - lines of students' code
from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from tests.box.keras.inside import graph, output, table, value_of

if TYPE_CHECKING:
    from grader.sandbox.interface import Runtime

SMALL = "m = tf.keras.Sequential([tf.keras.Input((3,)), tfl.Dense(2)])\n"
COURSE = "imagenet_base_model/without_top_mobilenet_v2_weights_tf_dim_ordering_tf_kernels_1.0_160_no_top.h5"
KEPT = "mobilenet_v2_weights_tf_dim_ordering_tf_kernels_1.0_96_no_top.h5"
MOBILENET = "def f(): return tf.keras.applications.MobileNetV2(input_shape=(96, 96, 3), include_top=False, weights={})"
VGG = "def f(): return tf.keras.applications.VGG16(include_top=False, input_shape=(32, 32, 3), weights={})"


@pytest.mark.parametrize(
    ("weights", "noted"), [("'imagenet'", KEPT), (f"'{COURSE}'", COURSE.rsplit("/", 1)[1]), ("None", None)]
)
def test_the_weights_of_a_mobilenet_are_part_of_its_graph(
    keras: Runtime, weights: str, noted: str | None
) -> None:
    """By the name of the file: the course's own, or Keras' for 'imagenet'."""
    assert graph(keras, MOBILENET.format(weights))["weights"] == noted


def test_the_weights_of_a_nested_model_are_part_of_its_graph(keras: Runtime) -> None:
    """The whole has asked for none."""
    source = f"{VGG.format(repr('imagenet'))}\nbase = f\ndef f(): return tf.keras.Sequential([tf.keras.Input((32, 32, 3)), base()])"
    found = graph(keras, source)
    assert (found["weights"], found["nodes"][-1]["graph"]["weights"]) == (
        None, "vgg16_weights_tf_dim_ordering_tf_kernels_notop.h5",
    )  # fmt: skip


@pytest.fixture(scope="module")
def found(keras: Runtime) -> dict[str, Any]:
    """Return what each of some ways to ask for files gives."""
    bodies = {
        "loaded afterwards": f"{SMALL}m.load_weights('a/b/mine.h5')\nreturn m",
        "loaded by name": f"{SMALL}m.load_weights('mine.h5', by_name=True, skip_mismatch=True)\nreturn m",
        "a path": f"import pathlib\n{SMALL}m.load_weights(pathlib.Path('a') / 'mine.h5')\nreturn m",
        "the last counts": f"{SMALL}m.load_weights('a.h5')\nm.load_weights('b.h5')\nreturn m",
        "odd characters": f"{SMALL}m.load_weights('a b;<c>.h5')\nreturn m",
        "a long name": f"{SMALL}m.load_weights('a' * 10 ** 4)\nreturn m",
        "never asked": f"{SMALL}return m",
        "another model": f"{SMALL}m.load_weights('a.h5')\n{SMALL}return m",
        "get_file": "import os\npath = tf.keras.utils.get_file('x.h5', 'http://localhost/x.h5')\nreturn str((os.path.basename(path), os.path.isfile(path)))",
        "get_file by its origin": "import os\nreturn os.path.basename(tf.keras.utils.get_file(origin='http://localhost/a/y.h5'))",
        "imported get_file": "from tensorflow.keras.utils import get_file\nreturn get_file('x.h5', 'http://localhost/x.h5')[-4:]",
        "a file that is there": "open('there.txt', 'w').close()\nreturn str(tf.io.gfile.exists('there.txt'))",
        "a file that is not": "return str(tf.io.gfile.exists('nowhere.txt'))",
        "a file of weights": "return str(tf.io.gfile.exists('nowhere.h5'))",
    }
    return {label: value_of(one)["graph"] for label, one in table(keras, bodies).items()}


@pytest.mark.parametrize(
    ("label", "noted"),
    [
        ("loaded afterwards", "mine.h5"),
        ("loaded by name", "mine.h5"),
        ("a path", "mine.h5"),
        ("the last counts", "b.h5"),
        ("odd characters", "a_b__c_.h5"),
        ("a long name", "a" * 120),
        ("never asked", None),
        ("another model", None),
    ],
)
def test_what_a_model_asked_for_is_noted(found: dict[str, Any], label: str, noted: str | None) -> None:
    """By the last part of the path."""
    assert found[label]["weights"] == noted


@pytest.mark.parametrize(
    ("label", "told"),
    [
        ("get_file", "('x.h5', False)"),
        ("get_file by its origin", "y.h5"),
        ("imported get_file", "x.h5"),
        ("a file that is there", "True"),
        ("a file that is not", "False"),
        ("a file of weights", "True"),
    ],
)
def test_nothing_is_downloaded(found: dict[str, Any], label: str, told: str) -> None:
    """A path is named, and files of weights are said to exist."""
    assert found[label] == told


def test_what_was_asked_for_changes_no_value(keras: Runtime) -> None:
    """Every weight is set by rule."""
    x = np.ones((1, 3), np.float32)
    body = SMALL.replace("\n", "; ")
    outputs = [
        output(keras, f"def f(): {body}{load}return m", x) for load in ("", "m.load_weights('a.h5'); ")
    ]
    assert np.array_equal(*outputs)
