"""What a function had made of a model when it raised."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.sandbox.interface import Raised
from tests.box.keras.inside import outcome

if TYPE_CHECKING:
    from grader.sandbox.interface import Runtime

SOURCE = """
def f():
    i = tf.keras.Input((8, 8, 3))
    x = tfl.Conv2D(4, 3)(i)
    x = tfl.ReLU()(x)
    return tf.keras.Model(i, tfl.Add()([x, i]))
"""


def test_layers_before_an_exception_are_known(keras: Runtime) -> None:
    """As far as the function's variables lead to them."""
    raised = outcome(keras, SOURCE)
    assert isinstance(raised, Raised)
    assert [node["op"] for node in raised.begun["nodes"]] == ["InputLayer", "Conv2D", "ReLU"]
