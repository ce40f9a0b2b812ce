"""Which Keras a box has, and what counts as its own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import grader
from grader.wire import Opaque
from tests.box.keras.inside import graph

if TYPE_CHECKING:
    from grader.sandbox.interface import Runtime

MAJOR = {"keras2": "2", "keras3": "3"}


@pytest.mark.parametrize("module", ["tf.keras", "keras", "__import__('keras')"])
def test_a_box_has_the_keras_of_its_kind(keras: Runtime, kind: str, module: str) -> None:
    """Under each of its names."""
    source = f"def f(): return ({module}).layers.Layer.__module__.split('.')[0]"
    assert graph(keras, source) == {"keras2": "tf_keras", "keras3": "keras"}[kind]


def test_the_kind_is_told_by_the_version_too(keras: Runtime, kind: str) -> None:
    """Where a notebook prints it."""
    source = "import keras as k\ndef f(): return k.__version__.split('.')[0]"
    assert graph(keras, source) == MAJOR[kind]


def test_the_adapter_is_that_of_the_keras(keras: Runtime, kind: str) -> None:
    """Chosen once, when the first box is prepared."""
    source = "import sys\ndef f(): return type(sys.modules['grader.box.keras.library'].adapter).__module__"
    assert graph(keras, source) == f"grader.box.keras.{kind}"


@pytest.mark.parametrize("name", ["tf_keras", "TF_USE_LEGACY_KERAS"])
def test_no_module_but_an_adapter_names_a_keras(name: str) -> None:
    """What differs from one Keras to the next is behind the interface."""
    folder = Path(grader.__file__).parent / "box" / "keras"
    naming = {path.stem for path in folder.glob("*.py") if name in path.read_text(encoding="utf-8")}
    assert naming <= {"keras2", "keras3"}


@pytest.mark.parametrize("name", ["Conv2D", "Dense", "Model"])
def test_a_students_class_is_not_keras_own(keras: Runtime, name: str) -> None:
    """By whatever name it goes."""
    source = (
        f"class {name}(tfl.Layer):\n    def call(self, x): raise ValueError if x is None else KeyError\n"
        f"    def __call__(self, x): return x\nKIND = type({name}())\n"
        "def f(): return KIND.__module__"
    )
    assert graph(keras, source) == "__main__"


@pytest.mark.parametrize("value", ["tf.keras.Input((3,))", "tfl.Dense(2)(tf.keras.Input((3,)))"])
def test_a_symbolic_tensor_is_no_model(keras: Runtime, value: str) -> None:
    """Where the input was made by the student."""
    assert graph(keras, f"def f(): return {value}") == Opaque("Tensor")
