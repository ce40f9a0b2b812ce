"""The nodes of a model, whichever Keras recorded them."""

# ruff: noqa: E501 - lines of students' code
from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from grader.sandbox.interface import Returned
from grader.wire import Opaque
from tests.box.keras.inside import GRAPH, graph, table, value_of

if TYPE_CHECKING:
    from grader.sandbox.interface import Runtime

SHAPED = {**GRAPH, "shape": [4]}
SUBCLASS = """
class Net(tf.keras.Model):
    def __init__(self):
        super().__init__()
        self.a, self.b = tfl.Dense(3), tfl.Dense(2)
    def call(self, x):
        return self.b(self.a(x))
def f(): return {}
"""
BRANCHES = """
def f():
    i = tf.keras.Input((4,))
    a = tfl.Dense(4)(i)
    b = tfl.Dense(4)(a)
    return tf.keras.Model(i, tfl.Add()([b, a]))
"""


def ops(found: Any) -> list[str]:
    """Return what each node does."""
    return [node["op"] for node in found["nodes"]]


@pytest.mark.parametrize(
    "source",
    [
        "def f(): return tf.keras.Sequential([tf.keras.Input((4,)), tfl.Dense(3), tfl.Dense(2)])",
        "def f(): return tf.keras.Sequential([tfl.InputLayer(input_shape=(4,)), tfl.Dense(3), tfl.Dense(2)])",
        "def f(): return tf.keras.Sequential([tfl.Dense(3, input_shape=(4,)), tfl.Dense(2)])",
        "def f(): return tf.keras.Sequential([tfl.Dense(3, input_dim=4), tfl.Dense(2)])",
        "def f():\n    m = tf.keras.Sequential()\n    m.add(tf.keras.Input((4,)))\n    m.add(tfl.Dense(3))\n    m.add(tfl.Dense(2))\n    return m",
        "def f():\n    m = tf.keras.Sequential([tfl.Dense(3), tfl.Dense(2)])\n    m.build((None, 4))\n    return m",
        "def f():\n    m = tf.keras.Sequential([tfl.Dense(3), tfl.Dense(2)])\n    m(tf.ones((1, 4)))\n    return m",
        "def f():\n    i = tf.keras.Input((4,))\n    return tf.keras.Model(i, tfl.Dense(2)(tfl.Dense(3)(i)))",
        "def f():\n    i = tf.keras.Input((4,))\n    return tf.keras.Model(inputs=[i], outputs=[tfl.Dense(2)(tfl.Dense(3)(i))])",
        "def f():\n    i = tf.keras.Input((4,))\n    return tf.keras.models.Model({'x': i}, tfl.Dense(2)(tfl.Dense(3)(i)))",
    ],
)
def test_a_chain_of_layers_is_a_chain_of_nodes(keras: Runtime, source: str) -> None:
    """However it was made."""
    found = graph(keras, source)
    assert (ops(found), [node["inputs"] for node in found["nodes"]], found["inputs"], found["outputs"]) == (
        ["InputLayer", "Dense", "Dense"], [[], [0], [1]], [0], [2],
    )  # fmt: skip


def test_nodes_come_after_what_they_take(keras: Runtime) -> None:
    """Whatever the order of branches."""
    found = graph(keras, BRANCHES)
    assert all(place < number for number, node in enumerate(found["nodes"]) for place in node["inputs"])


def test_a_node_takes_its_inputs_in_their_order(keras: Runtime) -> None:
    """A difference is not commutative."""
    found = graph(keras, BRANCHES.replace("Add", "Subtract"))
    assert (ops(found)[-1], found["nodes"][-1]["inputs"]) == ("Subtract", [2, 1])


def test_a_model_of_several_inputs_and_outputs_is_read(keras: Runtime) -> None:
    """In their order."""
    source = "def f():\n    a, b = tf.keras.Input((4,)), tf.keras.Input((4,))\n    s = tfl.Add()([a, b])\n    return tf.keras.Model([a, b], [tfl.ReLU()(s), s])"
    found = graph(keras, source)
    named = [ops(found)[place] for place in (*found["inputs"], *found["outputs"])]
    assert named == ["InputLayer", "InputLayer", "ReLU", "Add"]


@pytest.mark.parametrize(
    ("made", "what"),
    [
        ("tf.keras.Sequential([tfl.Dense(3)])", "Sequential (without the shape of its input)"),
        ("Net()", "Net (a subclass of Model)"),
    ],
)
def test_a_model_that_was_never_built_has_no_graph(keras: Runtime, made: str, what: str) -> None:
    """A sentence can be made of what it is."""
    assert graph(keras, SUBCLASS.format(made)) == Opaque(what)


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        ("tf.keras.Sequential([tfl.Dense(3)])", ["InputLayer", "Dense"]),
        ("Net()", ["InputLayer", "Dense", "Dense"]),
    ],
)
def test_with_a_shape_it_has_one(keras: Runtime, made: str, expected: list[str]) -> None:
    """The case may know it."""
    assert ops(graph(keras, SUBCLASS.format(made), probe=SHAPED)) == expected


def test_a_shape_changes_nothing_where_the_model_has_its_own(keras: Runtime) -> None:
    """The student's counts."""
    source = "def f(): return tf.keras.Sequential([tf.keras.Input((7,)), tfl.Dense(3)])"
    assert graph(keras, source, probe=SHAPED)["nodes"][0]["shape"] == [None, 7]


@pytest.mark.parametrize(
    "made",
    ["tf.keras.Sequential()", "tf.keras.Sequential([])", "tf.keras.Sequential([tf.keras.Input((4,))])"],
)
def test_a_model_without_layers_is_an_empty_graph(keras: Runtime, made: str) -> None:
    """It is a model all the same."""
    found = graph(keras, f"def f(): return {made}")
    assert (found["nodes"], found["outputs"], found["parameters"]) == ([], [], 0)


def test_what_is_no_model_is_told_as_what_it_is(keras: Runtime) -> None:
    """Plain values as they are, others by their type."""
    made = {
        "None": None,
        "1": 1,
        "'text'": "text",
        "True": True,
        "[1]": Opaque("list"),
        "tf.keras.Sequential": Opaque("type"),
        "tfl.Dense(2)": Opaque("Dense"),
        "tf.ones(2)": Opaque("EagerTensor"),
        "tf.keras.Input((2,))": Opaque("Tensor"),
        "(lambda: 1)": Opaque("function"),
    }
    found = table(keras, {value: f"return {value}" for value in made})
    assert {label: value_of(one)["graph"] for label, one in found.items()} == made


def test_a_model_whose_call_raises_costs_the_case_only(keras: Runtime) -> None:
    """It is the student's code."""
    source = "import __main__\nclass Net(tf.keras.Model):\n    def call(self, x): return 1 / 0\n"
    bodies = {"broken": f"{source}return Net()", "right": "return tf.keras.Sequential()"}
    found = table(keras, bodies, SHAPED)
    assert [isinstance(one, Returned) for one in found.values()] == [False, True]
