"""Which Keras a box has, and what counts as its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

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
