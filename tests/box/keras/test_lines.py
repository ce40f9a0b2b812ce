"""The student's lines: where each layer was made, called, frozen, and each model compiled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.box.keras.inside import HEAD, graph, outcome, value_of

if TYPE_CHECKING:
    from grader.sandbox.interface import Runtime

START = HEAD.count("\n")
MODEL = """
def helper(x):
    return tfl.Conv2D(4, 3)(x)

def f():
    i = tf.keras.Input((8, 8, 3))
    x = helper(i)
    relu = tfl.ReLU(
        6.0)
    x = relu(x)
    x = x + x
    return tf.keras.Model(i, tf.nn.relu(x))
"""
SEQUENTIAL = """
def f():
    model = tf.keras.Sequential()
    for layer in [tf.keras.Input((8, 8, 3)),
                  tfl.Conv2D(4, 3)]:
        model.add(layer)
    model.trainable = False
    model.compile(loss="mse")
    return model
"""


def lines_in(text: str) -> list[int]:
    """Return the first lines of what a trace names, counted from the source."""
    return [int(span.split(":")[1]) - START for span in text.split(">") if ":" in span]


def test_every_layer_and_operation_has_its_lines(keras: Runtime):
    """A layer knows the lines of its creation and of its call, and whose call those are part of."""
    told = [node["lines"].replace("cell ", "").split(";")[:2] for node in graph(keras, MODEL)["nodes"]]
    made, called = (
        [lines_in(text.replace("<0>", "0")) for text in texts] for texts in zip(*told, strict=True)
    )
    assert (made, called) == ([[6], [3, 7], [8], [11], [12]], [[6], [3, 7], [10], [11], [12]])


def test_a_place_has_columns(keras: Runtime):
    """The place of a call is exact, so that its arguments can be told apart."""
    source = "def f():\n    i = tf.keras.Input((8, 8, 3))\n    return tf.keras.Model(i, tfl.ReLU()(i))\n"
    told = graph(keras, source)["nodes"][1]["lines"]
    assert told == f"<cell 0>:{START + 3}:{START + 3}:29:39;<cell 0>:{START + 3}:{START + 3}:29:42;"


def test_a_sequential_model_calls_its_layers_itself(keras: Runtime):
    """Layers of a Sequential model have no call of the student's; freezing and compiling have their lines."""
    told = value_of(outcome(keras, SEQUENTIAL, probe={"want": ["graph", "facts"]}))
    uses = [node["lines"].replace("<cell 0>", "0").split(";") for node in told["graph"]["nodes"][1:]]
    assert [(lines_in(made), called, lines_in(frozen)) for made, called, frozen in uses] == [([5], "", [7])]
    known = {name: lines_in(text.replace("<cell 0>", "0")) for name, text in told["facts"]["lines"].items()}
    assert (known["trainable"], known["compiled"]) == ([7], [8])
