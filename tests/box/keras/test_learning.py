"""Whether a model learns: along its gradient, and as it is compiled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from grader.wire import Opaque
from tests.box.keras.inside import table, value_of

if TYPE_CHECKING:
    from grader.sandbox.interface import Runtime

PROBE = {
    "want": ["learning"],
    "x": np.random.default_rng(0).random((4, 6, 6, 1)).astype(np.float32),
    "y": np.array([[0], [1], [1], [0]], np.float32),
    "steps": 5,
}
START = "m = tf.keras.Sequential([tf.keras.Input((6, 6, 1)), {}])\n"
HEAD = "tfl.Flatten(), tfl.Dense(1, activation='sigmoid')"
LOSS = "tf.keras.losses.BinaryCrossentropy()"
LARGE = f"tfl.Dense(9000), tfl.Dense(9000), {HEAD}"


def compiled(layers: str, optimizer: str = "tf.keras.optimizers.Adam()", before: str = "") -> str:
    """Return the body of a function that returns a compiled model."""
    return f"{START.format(layers)}{before}\nm.compile(loss={LOSS}, optimizer={optimizer})\nreturn m"


BODIES = {
    "usual": compiled(f"tfl.Rescaling(1 / 255), tfl.Conv2D(9, 3, activation='relu'), {HEAD}"),
    "random": compiled(f"tfl.RandomFlip(), tfl.BatchNormalization(), tfl.Dropout(0.2), {HEAD}"),
    "nested": (
        f"i = tf.keras.Input((6, 6, 1))\nm = tf.keras.Model(i, tf.keras.Sequential([{HEAD}])(i))\n"
        f"m.compile(loss={LOSS}, optimizer='sgd')\nreturn m"
    ),
    "logits": (
        START.format("tfl.Flatten(), tfl.Dense(1), tfl.Activation('sigmoid')")
        + "m.compile(loss=tf.keras.losses.BinaryCrossentropy(from_logits=True), optimizer='adam')\nreturn m"
    ),
    "narrow": compiled(f"tfl.Dense(1, activation='relu', kernel_initializer='random_normal'), {HEAD}"),
    "frozen": compiled(HEAD, before="m.trainable = False"),
    "dead": compiled(
        f"tfl.Dense(3, activation='relu', bias_initializer=tf.constant_initializer(-9.0)), {HEAD}"
    ),
    "too fast": compiled(f"tfl.Dense(9, activation='relu'), {HEAD}", "tf.keras.optimizers.SGD(1e6)"),
    "normalized": compiled(f"tfl.BatchNormalization(), tfl.Dense(4, activation='relu'), {HEAD}", "'rmsprop'"),
    "no rate": compiled(HEAD, "tf.keras.optimizers.Adam(0.0)"),
    "no rate later": compiled(
        HEAD, "tf.keras.optimizers.SGD(tf.keras.optimizers.schedules.ExponentialDecay(0.0, 9, 0.9))"
    ),
    "large": compiled(LARGE),
    "nothing": "return None",
}


@pytest.fixture(scope="module")
def found(keras: Runtime) -> dict[str, Any]:
    """Return what boxes tell of some models."""
    return {name: value_of(one)["learning"] for name, one in table(keras, BODIES, PROBE).items()}


@pytest.mark.parametrize("name", ["usual", "random", "nested", "logits", "large"])
def test_a_step_along_the_gradient_makes_the_loss_smaller(found: dict[str, Any], name: str) -> None:
    """Where anything can be learnt."""
    assert found[name]["after"] < found[name]["before"]
    assert found[name]["varies"] is True


@pytest.mark.parametrize("name", ["usual", "random", "nested", "logits", "normalized"])
def test_training_changes_a_model_and_comes_down(found: dict[str, Any], name: str) -> None:
    """It ends as soon as the loss gets smaller."""
    training = found[name]["training"]
    assert 0 < training["stride"] < 1
    assert training["highest"] < 100
    assert 1 <= training["steps"] <= PROBE["steps"]


def test_a_model_that_can_not_learn_does_not(found: dict[str, Any]) -> None:
    """Nothing of it is trained."""
    assert found["frozen"]["after"] == found["frozen"]["before"]
    assert found["frozen"]["training"]["stride"] == 0


def test_a_model_that_ignores_its_images_gives_the_same_for_all(found: dict[str, Any]) -> None:
    """However its loss goes."""
    assert found["dead"]["varies"] is False


def test_far_too_large_steps_make_the_loss_greater(found: dict[str, Any]) -> None:
    """Along the gradient there is a way down all the same."""
    assert found["too fast"]["after"] < found["too fast"]["before"]
    training = found["too fast"]["training"]
    assert training["stride"] > 5


@pytest.mark.parametrize("name", ["no rate", "no rate later"])
def test_training_without_a_rate_changes_nothing(found: dict[str, Any], name: str) -> None:
    """Whether the rate is a number or comes of a schedule."""
    assert found[name]["training"]["stride"] == 0
    assert found[name]["training"]["steps"] == PROBE["steps"]


def test_a_model_that_is_too_large_is_not_trained(found: dict[str, Any]) -> None:
    """It would take longer than its result is worth."""
    assert found["large"]["training"]["steps"] == 0


def test_what_is_no_model_is_told_as_what_it_is(found: dict[str, Any]) -> None:
    """No evidence is never a pass."""
    assert found["nothing"] == Opaque("NoneType")
