"""When a callback stops the training, and what else it does with the model."""

# ruff: noqa: E501 - lines of students' code
from __future__ import annotations

from textwrap import indent
from typing import TYPE_CHECKING, Any

import pytest

from grader.sandbox.interface import Raised
from grader.wire import Opaque
from tests.box.keras.inside import table, value_of

if TYPE_CHECKING:
    from grader.sandbox.interface import Runtime

EPOCHS = [{"accuracy": 0.5}, {"accuracy": 0.97}]
STOP = "self.model.stop_training = True"
METHODS = {
    "right": f"def on_epoch_end(self, epoch, logs=None):\n    if logs['accuracy'] > 0.95: {STOP}",
    "always": f"def on_epoch_end(self, epoch, logs={{}}): {STOP}",
    "never": "def on_epoch_end(self, epoch, logs={}): self.stop_training = True",
    "more": f"def on_epoch_end(self, epoch, logs):\n    {STOP}\n    self.model.trainable = False\n    self.model.summary()",
    "raises": "def on_epoch_end(self, epoch, logs): logs['loss']",
}


@pytest.fixture(scope="module")
def found(keras: Runtime) -> dict[str, Any]:
    """Return what became of some callbacks."""
    bodies = {
        name: f"class C(tf.keras.callbacks.Callback):\n{indent(method, '    ')}\nreturn C()"
        for name, method in METHODS.items()
    }
    return dict(table(keras, {**bodies, "none": "return 3"}, {"want": ["stops"], "epochs": EPOCHS}))


@pytest.mark.parametrize(
    ("name", "stopped", "touched"),
    [
        ("right", [False, True], []),
        ("always", [True, True], []),
        ("never", [False, False], []),
        ("more", [True, True], ["trainable"]),
    ],
)
def test_each_epoch_is_told_by_itself(
    found: dict[str, Any], name: str, stopped: list[bool], touched: list[str]
) -> None:
    """What one has stopped, another one begins anew."""
    assert value_of(found[name])["stops"] == {"stopped": stopped, "touched": touched}


def test_what_raises_is_told_as_such(found: dict[str, Any]) -> None:
    """With the student's line."""
    assert isinstance(found["raises"], Raised)


def test_what_is_no_callback_is_told_as_what_it_is(found: dict[str, Any]) -> None:
    """Nothing of it is called."""
    assert value_of(found["none"])["stops"] == Opaque("int")
