"""What to say of a value that should be a model with a graph, and is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.checks.compare import describe
from grader.checks.difference import Difference
from grader.checks.graphs.model import INPUT
from grader.wire import Opaque

if TYPE_CHECKING:
    from grader.checks.graphs.model import Graph

WITHOUT_SHAPE = "(without the shape of its input)"  # as a box describes it


def no_model(actual: object, expected: Graph | None = None) -> Difference:
    """Return the difference of a value that is no model, or a model without a graph."""
    if not isinstance(actual, Opaque) or not actual.type_name.endswith(WITHOUT_SHAPE):
        what = describe(actual)
        return Difference(f"return is {what}, but should be a Sequential or functional Keras model")
    shapes = [node.shape for node in (expected.nodes if expected else ()) if node.op == INPUT]
    example = f"={shapes[0]}" if shapes and shapes[0] else ""
    return Difference(
        "return is a Sequential model that does not know the shape of its input; give its first layer "
        f"input_shape{example}"
    )
