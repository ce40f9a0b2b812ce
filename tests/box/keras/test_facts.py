"""What is said of a model whose layers are free."""

# ruff: noqa: E501 - lines of students' code
from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from grader.wire import Opaque
from tests.box.keras.inside import table, value_of

if TYPE_CHECKING:
    from grader.sandbox.interface import Runtime

COMPILED = "m.compile('rmsprop', loss='binary_crossentropy', metrics=['acc'])\nreturn m"
LAYERS = "tfl.Rescaling(1 / 255), tfl.Conv2D(2, 3, activation='relu'), tfl.Flatten(), tfl.Dense(1, activation='sigmoid')"
BODIES = {
    "sequential": f"m = tf.keras.Sequential([tf.keras.Input((6, 6, 1)), {LAYERS}])\n{COMPILED}",
    "nested": f"i = tf.keras.Input((6, 6, 1))\nb = tf.keras.Sequential([{LAYERS}])\nm = tf.keras.Model(i, b(i))\n{COMPILED}",
    "logits": (
        "m = tf.keras.Sequential([tf.keras.Input((6, 6, 1)), tfl.Flatten(), tfl.Dense(1), tfl.Activation('sigmoid')])\n"
        "m.compile(loss=tf.keras.losses.BinaryCrossentropy(from_logits=True), optimizer=tf.keras.optimizers.Adam(0.5))\n"
        "return m"
    ),
    "not compiled": "return tf.keras.Sequential([tf.keras.Input((6, 6, 1)), tfl.Flatten(), tfl.Dense(3), tfl.Softmax()])",
    "nothing": "return None",
    "forged": (
        "C = type('Conv2D', (tfl.Layer,), {'call': lambda s, x: x, '__module__': tfl.Conv2D.__module__})\n"
        "M = type('M', (tf.keras.Sequential,), {'layers': property(lambda s: [])})\n"
        "return M([tf.keras.Input((6, 6, 1)), C(), tfl.Flatten(), tfl.Dense(1)])"
    ),
}


@pytest.fixture(scope="module")
def found(keras: Runtime) -> dict[str, Any]:
    """Return what boxes tell of some models."""
    return {name: value_of(one) for name, one in table(keras, BODIES, {"want": ["facts"]}).items()}


@pytest.mark.parametrize("name", ["sequential", "nested"])
def test_a_model_is_told_layer_by_layer(found: dict[str, Any], name: str) -> None:
    """Those of a model inside it, too."""
    facts = found[name]["facts"]
    assert facts["order"] == ["Rescaling", "Conv2D", "Flatten", "Dense"]
    assert facts["layers"] == {"Rescaling": 1, "Conv2D": 1, "Flatten": 1, "Dense": 1}
    assert (facts["input"], facts["output"], facts["sequential"]) == ([6, 6, 1], [1], name == "sequential")
    assert facts["head"] == {"layer": "Dense", "units": 1, "activation": "sigmoid"}
    assert facts["scales"] == [pytest.approx(1 / 255)]
    assert (facts["parameters"], facts["trainable"]) == (53, 53)


def test_a_class_that_goes_by_the_name_of_keras_is_told_apart(found: dict[str, Any]) -> None:
    """In a model that says of itself that it has no layers."""
    assert found["forged"]["facts"]["order"] == ["Conv2D (not of Keras)", "Flatten", "Dense"]


def test_what_it_is_compiled_with_is_told(found: dict[str, Any]) -> None:
    """Loss, optimizer, metrics, however they were given."""
    compiled = found["sequential"]["facts"]["compiled"]
    assert compiled["loss"] == {"class": "BinaryCrossentropy", "from_logits": False, "label_smoothing": 0.0}
    assert compiled["optimizer"]["class"] == "RMSprop"
    assert compiled["metrics"] == ["accuracy"]
    assert found["logits"]["facts"]["compiled"]["loss"]["from_logits"] is True
    assert found["logits"]["facts"]["compiled"]["metrics"] == []


def test_an_activation_of_its_own_is_the_heads(found: dict[str, Any]) -> None:
    """As a layer, by name or by function."""
    assert found["logits"]["facts"]["head"]["activation"] == "sigmoid"
    assert found["not compiled"]["facts"]["head"] == {"layer": "Dense", "units": 3, "activation": "softmax"}


def test_a_model_that_is_not_compiled_says_so(found: dict[str, Any]) -> None:
    """It has no loss."""
    assert found["not compiled"]["facts"]["compiled"] is None


def test_what_is_no_model_is_told_as_what_it_is(found: dict[str, Any]) -> None:
    """No evidence is never a pass."""
    assert found["nothing"] == {"facts": Opaque("NoneType")}
