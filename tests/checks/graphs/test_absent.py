"""Values that should be models with a graph."""

from __future__ import annotations

from grader.checks.graphs.absent import no_model
from grader.checks.graphs.model import Graph, Node
from grader.wire import Opaque

START = Node("InputLayer", 0, (), (64, 64, 3), 0, 0, {})
UNBUILT = Opaque("Sequential (without the shape of its input)")


def test_a_model_without_the_shape_of_its_input_is_told_how_to_get_one() -> None:
    """With the shape that the reference has."""
    assert no_model(UNBUILT, Graph((START,), (0,), (0,), 0, 0)).message == (
        "return is a Sequential model that does not know the shape of its input; give its first layer "
        "input_shape=(64, 64, 3)"
    )


def test_any_other_value_is_described() -> None:
    """Nothing more is known."""
    assert (
        no_model(3).message == "return is the number 3, but should be a Sequential or functional Keras model"
    )
