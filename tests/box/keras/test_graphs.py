"""A model as plain data: layers, connections, numbers."""

# ruff: noqa: E501 - lines of students' code
from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from grader.checks.graphs import graph_differences, summary_rows
from tests.box.keras.inside import KINDS, graph, table, value_of

if TYPE_CHECKING:
    from grader.sandbox.interface import Runtime
    from grader.sandbox.machine import Machine

HAPPY = """
def f():
    return tf.keras.Sequential([
        tf.keras.Input((64, 64, 3)), tfl.ZeroPadding2D(3), tfl.Conv2D(32, 7), tfl.BatchNormalization(axis=3),
        tfl.ReLU(), tfl.MaxPooling2D(), tfl.Flatten(), tfl.Dense(1, activation='sigmoid')])
"""
PREPROCESS = "tf.keras.applications.mobilenet_v2.preprocess_input"
FUNCTIONS = {
    "add": "x + y",
    "add a number": "x + 1.0",
    "tf.add": "tf.add(x, y)",
    "tf.math.add": "tf.math.add(x, y)",
    "subtract": "x - y",
    "tf.subtract": "tf.subtract(x, y)",
    "multiply": "x * y",
    "tf.multiply": "tf.multiply(x, y)",
    "divide": "x / y",
    "divide by a number": "x / 2.0",
    "relu": "tf.nn.relu(x)",
    "relu6": "tf.nn.relu6(x)",
    "softmax": "tf.nn.softmax(x)",
    "sigmoid": "tf.nn.sigmoid(x)",
    "tf.sigmoid": "tf.sigmoid(x)",
    "tf.math.sigmoid": "tf.math.sigmoid(x)",
    "reshape": "tf.reshape(x, (-1, 2))",
    "keras.activations.relu": "tf.keras.activations.relu(x)",
    "number first": "1.0 - x",
}
NAMES = (
    ["add"] * 4
    + ["subtract"] * 2
    + ["multiply"] * 2
    + ["truediv"] * 2
    + ["relu", "relu6", "softmax"]
    + ["sigmoid"] * 3
    + ["reshape", "relu", "subtract"]
)
OWN_LAYER = """
class Twice(tfl.Layer):
    def __init__(self, units):
        super().__init__()
        self.a = tfl.Dense(units)
    def build(self, shape):
        self.a.build(shape)
        self.built = True
    def call(self, x):
        return {call}
def f():
    return tf.keras.Sequential([tf.keras.Input((3,)), Twice(3)])
"""
OWN_MODEL = """
class Part(tf.keras.Model):
    def __init__(self):
        super().__init__()
        self.a = tfl.Dense(3)
    def call(self, x):
        return tfl.ReLU()(self.a(x))
def f():
    i = tf.keras.Input((4,))
    return tf.keras.Model(i, Part()(i))
"""


NEST = "m = tf.keras.Sequential([tf.keras.Input((3,)), tfl.Dense(3), tfl.Dropout(.5)])\ni = tf.keras.Input((3,))\nreturn tf.keras.Model(i, m(i{}))"


@pytest.fixture(scope="module")
def functions(keras: Runtime) -> dict[str, Any]:
    """Return the graph of a model of each function."""
    head = "x, y = tf.keras.Input((4,)), tf.keras.Input((4,))\nreturn tf.keras.Model([x, y], {})"
    bodies = {label: head.format(code) for label, code in FUNCTIONS.items()}
    return {label: value_of(one)["graph"] for label, one in table(keras, bodies).items()}


@pytest.fixture(scope="module")
def nested(keras: Runtime) -> dict[str, Any]:
    """Return the node of a nested model by what it was called with."""
    calls = ["", ", training=True", ", training=False", ", training=None"]
    found = table(keras, {call: NEST.format(call) for call in calls})
    return {call: node(value_of(one)["graph"]) for call, one in found.items()}


def node(found: Any, number: int = -1) -> Any:
    """Return one node of a graph, by default the last."""
    return found["nodes"][number]


def made(found: Any) -> Any:
    """Return the node that a model's output comes from."""
    return node(found, found["outputs"][0])


class TestHappyModel:
    """The first model of the course."""

    def test_its_rows_are_those_of_its_summary(self, keras: Runtime) -> None:
        """Type, shape, parameters, settings."""
        assert summary_rows(graph(keras, HAPPY)) == [
            "InputLayer (64,64,3) 0",
            "ZeroPadding2D (70,70,3) 0 ((3,3),(3,3))",
            "Conv2D (64,64,32) 4736 (7,7) (1,1) valid",
            "BatchNormalization (64,64,32) 128",
            "ReLU (64,64,32) 0",
            "MaxPooling2D (32,32,32) 0 (2,2) (2,2) valid",
            "Flatten (32768,) 0",
            "Dense (1,) 32769 sigmoid",
        ]

    def test_its_parameters_are_counted(self, keras: Runtime) -> None:
        """Moving averages are not trained."""
        found = graph(keras, HAPPY)
        assert (found["parameters"], found["trainable"]) == (37633, 37569)

    def test_both_kerases_tell_of_the_same_model(self, machine: Machine) -> None:
        """One could be the other's reference."""
        graphs = [graph(machine.provider(kind), HAPPY) for kind in KINDS]
        assert list(graph_differences(*graphs)) == []


class TestFunctions:
    """Functions on tensors instead of layers."""

    @pytest.mark.parametrize(("label", "name"), list(zip(FUNCTIONS, NAMES, strict=True)))
    def test_a_function_goes_by_one_name(self, functions: dict[str, Any], label: str, name: str) -> None:
        """Whichever Keras recorded it, and however it was written."""
        assert made(functions[label])["op"] == name

    @pytest.mark.parametrize(
        ("label", "expected"),
        [
            ("add a number", ([1.0], False)),
            ("divide by a number", ([2.0], False)),
            ("number first", ([1.0], True)),
        ],
    )
    def test_a_number_is_a_setting(self, functions: dict[str, Any], label: str, expected: Any) -> None:
        """With its side."""
        settings = made(functions[label])["settings"]
        assert (settings["constants"], settings["constant_first"]) == expected

    @pytest.mark.parametrize("label", ["add", "tf.multiply", "relu"])
    def test_tensors_are_no_numbers(self, functions: dict[str, Any], label: str) -> None:
        """They are inputs."""
        assert "constants" not in made(functions[label])["settings"]

    def test_a_function_has_no_parameters(self, functions: dict[str, Any]) -> None:
        """Nothing to train."""
        assert {(made(one)["parameters"], made(one)["trainable"]) for one in functions.values()} == {(0, 0)}


class TestInside:
    """What a layer of the student's own, a Lambda or a nested model is made of."""

    @pytest.mark.parametrize(
        "function", [PREPROCESS, f"lambda x: {PREPROCESS}(x)", "lambda x: x / 127.5 - 1."]
    )
    def test_a_lambda_is_looked_into(self, keras: Runtime, function: str) -> None:
        """It is what its function does."""
        source = f"def f():\n    i = tf.keras.Input((4, 4, 3))\n    return tf.keras.Model(i, tfl.Lambda({function})(i))"
        found = node(graph(keras, source))
        inside = [(n["op"], n["settings"].get("constants")) for n in found["graph"]["nodes"]]
        assert (found["op"], inside) == (
            "Functional",
            [("InputLayer", None), ("truediv", [127.5]), ("subtract", [1.0])],
        )

    @pytest.mark.parametrize("call", ["tfl.ReLU()(self.a(x))", "tf.nn.relu(self.a(x))"])
    def test_a_layer_of_the_students_own_is_looked_into(self, keras: Runtime, call: str) -> None:
        """Whether it calls layers or functions."""
        found = node(graph(keras, OWN_LAYER.format(call=call)))
        inside = [n["op"].lower() for n in found["graph"]["nodes"]]
        assert (found["op"], found["parameters"], inside) == (
            "Functional",
            12,
            ["inputlayer", "dense", "relu"],
        )

    def test_a_layer_that_computes_with_its_own_weights_is_called_custom(self, keras: Runtime) -> None:
        """Nothing can be told of it but its name."""
        source = (
            "class Mine(tfl.Layer):\n    def build(self, shape):\n        self.w = self.add_weight(shape=(3,))\n"
            "    def call(self, x): return x * self.w\n"
            "def f(): return tf.keras.Sequential([tf.keras.Input((3,)), Mine()])"
        )
        found = node(graph(keras, source))
        assert (found["op"], found["graph"], found["parameters"]) == ("custom:Mine", None, 3)

    def test_a_layer_whose_call_raises_is_called_custom(self, keras: Runtime) -> None:
        """On the second time: it is the student's code."""
        source = (
            "class Mine(tfl.Layer):\n    n = 0\n    def call(self, x):\n        Mine.n += 1\n"
            "        assert Mine.n < 3\n        return tf.identity(x) if False else x\n"
            "def f():\n    i = tf.keras.Input((3,))\n    m = tf.keras.Model(i, Mine()(i))\n    Mine.n = 9\n    return m"
        )
        assert node(graph(keras, source))["op"] == "custom:Mine"

    def test_a_class_with_the_name_of_a_layer_is_the_students(self, keras: Runtime) -> None:
        """It could do anything."""
        source = (
            "class Dense(tfl.Layer):\n    def build(self, shape):\n        self.w = self.add_weight(shape=(3,))\n"
            "    def call(self, x): return x * self.w\n"
            "def f(): return tf.keras.Sequential([tf.keras.Input((3,)), Dense()])"
        )
        assert node(graph(keras, source))["op"] == "custom:Dense"

    @pytest.mark.parametrize(
        ("method", "op"),
        [("", "Conv2D"), ("\n    def call(self, x): return 2 * super().call(x)", "custom:Mine")],
    )
    def test_a_class_that_only_chooses_arguments_is_the_one_of_keras(
        self, keras: Runtime, method: str, op: str
    ) -> None:
        """One with a method of its own computes something else."""
        source = (
            f"class Mine(tfl.Conv2D):\n    def __init__(self, filters): super().__init__(filters, 3){method}\n"
            "def f(): return tf.keras.Sequential([tf.keras.Input((9, 9, 3)), Mine(2)])"
        )
        assert node(graph(keras, source))["op"] == op

    def test_a_model_class_of_the_students_own_is_looked_into(self, keras: Runtime) -> None:
        """Its layers are what its call uses."""
        found = node(graph(keras, OWN_MODEL))
        assert [n["op"] for n in found["graph"]["nodes"]] == ["InputLayer", "Dense", "ReLU"]

    def test_a_class_of_a_stub_counts_as_keras_own(self, keras: Runtime) -> None:
        """By the name of the layer that it stands for."""
        stub = "import tensorflow as tf\nclass BatchNormalization(tf.keras.layers.BatchNormalization): pass\n"
        source = (
            "from resnets_utils import BatchNormalization\n"
            "def f(): return tf.keras.Sequential([tf.keras.Input((3,)), BatchNormalization()])"
        )
        found = graph(
            keras,
            source,
            stubs={"resnets_utils": ("BatchNormalization",)},
            sources={"resnets_utils": stub},
        )
        assert (node(found)["op"], node(found)["graph"]) == ("BatchNormalization", None)


class TestNesting:
    """Models in models."""

    @pytest.mark.parametrize(
        ("call", "training"),
        [("", None), (", training=True", True), (", training=False", False), (", training=None", None)],
    )
    def test_the_mode_it_was_called_in_is_told(
        self, nested: dict[str, Any], call: str, training: bool | None
    ) -> None:
        """A frozen base has to run in inference mode."""
        assert nested[call]["training"] is training

    def test_it_has_a_graph_of_its_own(self, nested: dict[str, Any]) -> None:
        """Of its own layers."""
        found = nested[""]
        assert (found["op"], [n["op"] for n in found["graph"]["nodes"]], found["settings"]) == (
            "Sequential", ["InputLayer", "Dense", "Dropout"], {},
        )  # fmt: skip

    def test_what_is_frozen_is_counted_as_such(self, keras: Runtime) -> None:
        """In the node and in the whole."""
        source = "def f():\n    m = tf.keras.Sequential([tf.keras.Input((3,)), tfl.Dense(3)])\n    m.trainable = False\n    return tf.keras.Sequential([tf.keras.Input((3,)), m, tfl.Dense(1)])"
        found = graph(keras, source)
        counts = [(n["parameters"], n["trainable"]) for n in found["nodes"]]
        assert (counts, found["parameters"], found["trainable"]) == ([(0, 0), (12, 0), (4, 4)], 16, 4)


class TestLayers:
    """Which layer a node is of."""

    SHARED = "i = tf.keras.Input((3,))\n{}\nreturn tf.keras.Model(i, b(a(i)))"

    @pytest.mark.parametrize(
        ("layers", "numbers", "parameters"),
        [("a = b = tfl.Dense(3)", [0, 1, 1], 12), ("a, b = tfl.Dense(3), tfl.Dense(3)", [0, 1, 2], 24)],
    )
    def test_a_shared_layer_has_one_number(
        self, keras: Runtime, layers: str, numbers: list[int], parameters: int
    ) -> None:
        """And its parameters are counted once."""
        (found,) = table(keras, {"it": self.SHARED.format(layers)}).values()
        whole = value_of(found)["graph"]
        assert ([n["layer"] for n in whole["nodes"]], whole["parameters"]) == (numbers, parameters)

    def test_a_layer_of_the_model_that_leads_nowhere_is_no_node(self, keras: Runtime) -> None:
        """Only what the output depends on."""
        source = "def f():\n    i = tf.keras.Input((3,))\n    tfl.Dense(9)(i)\n    return tf.keras.Model(i, tfl.ReLU()(i))"
        found = graph(keras, source)
        assert ([n["op"] for n in found["nodes"]], found["parameters"]) == (["InputLayer", "ReLU"], 0)

    @pytest.mark.parametrize(
        ("layer", "shape"),
        [
            ("tfl.Conv2D(4, 3, strides=2, padding='same')", [None, 4, 5, 4]),
            ("tfl.GlobalAveragePooling2D()", [None, 3]),
            ("tfl.Flatten()", [None, 189]),
            ("tfl.Reshape((-1,))", [None, 189]),
        ],
    )
    def test_a_node_has_the_shape_of_its_output(self, keras: Runtime, layer: str, shape: list[Any]) -> None:
        """With the batch's axis."""
        source = f"def f(): return tf.keras.Sequential([tf.keras.Input((7, 9, 3)), {layer}])"
        assert node(graph(keras, source))["shape"] == shape

    def test_an_unknown_side_is_none(self, keras: Runtime) -> None:
        """The model takes any."""
        source = "def f(): return tf.keras.Sequential([tf.keras.Input((None, None, 3)), tfl.ReLU()])"
        assert node(graph(keras, source))["shape"] == [None, None, None, 3]


@pytest.mark.parametrize(
    ("call", "told"),
    [("tfl.Dropout(0.2)(x)", None), ("tfl.Dropout(0.2)(x, training=True)", True), ("tfl.RandomFlip()(x)", None),
     ("tfl.RandomFlip()(x, training=False)", False)],
)  # fmt: skip
def test_what_a_layer_takes_anyway_is_nothing_told(keras: Runtime, call: str, told: bool | None) -> None:
    """Keras 3 notes its defaults as if they had been said."""
    source = f"def f():\n    x = tf.keras.Input((8, 8, 3))\n    return tf.keras.Model(x, {call})"
    assert graph(keras, source)["nodes"][1]["training"] is told
