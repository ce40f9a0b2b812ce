"""What a layer is set to, as plain data."""

# ruff: noqa: E501 - lines of students' code
from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.box.keras.inside import graph, table, value_of

if TYPE_CHECKING:
    from grader.sandbox.interface import Runtime

CHAIN = "return tf.keras.Sequential([tf.keras.Input((8, 8, 3)), {}])"
LAYERS = {
    "Conv2D": "tfl.Conv2D(8, 4, strides=2, padding='same', kernel_initializer='he_normal')",
    "initializer object": "tfl.Conv2D(8, 4, kernel_initializer=tf.keras.initializers.GlorotUniform(seed=0))",
    "initializer of lower case": "tfl.Conv2D(8, 4, kernel_initializer=tf.keras.initializers.glorot_uniform(seed=0))",
    "regularizer": "tfl.Conv2D(8, 4, kernel_regularizer=tf.keras.regularizers.L2(0.1))",
    "ZeroPadding2D": "tfl.ZeroPadding2D(3)",
    "ZeroPadding2D of four": "tfl.ZeroPadding2D(((1, 2), (3, 4)))",
    "Dropout": "tfl.Dropout(0.2)",
    "RandomFlip": "tfl.RandomFlip('horizontal')",
    "RandomRotation": "tfl.RandomRotation(0.2)",
    "Rescaling": "tfl.Rescaling(1 / 127.5, offset=-1)",
    "BatchNormalization": "tfl.BatchNormalization(axis=3, momentum=0.9)",
}
EXPECTED: dict[str, dict[str, Any]] = {
    "Conv2D": {
        "filters": 8,
        "kernel_size": [4, 4],
        "strides": [2, 2],
        "padding": "same",
        "kernel_initializer": "HeNormal",
    },
    "initializer object": {"kernel_initializer": "GlorotUniform", "bias_initializer": "Zeros"},
    "initializer of lower case": {"kernel_initializer": "GlorotUniform"},
    "regularizer": {"kernel_regularizer": "L2", "bias_regularizer": None},
    "ZeroPadding2D": {"padding": [[3, 3], [3, 3]]},
    "ZeroPadding2D of four": {"padding": [[1, 2], [3, 4]]},
    "Dropout": {"rate": 0.2},
    "RandomFlip": {"mode": "horizontal"},
    "Rescaling": {"scale": 1 / 127.5, "offset": -1},
    "BatchNormalization": {"momentum": 0.9, "epsilon": 0.001},
}
ACTIVATIONS = {
    "'relu'": "relu",
    "tf.nn.relu": "relu",
    "tf.keras.activations.relu": "relu",
    "tf.nn.softmax": "softmax",
    "tf.keras.activations.sigmoid": "sigmoid",
    "tf.nn.leaky_relu": "leaky_relu",
    "None": "linear",
    "tfl.ReLU()": "ReLU",
    "tfl.ReLU(max_value=6.0)": "ReLU(max_value=6.0)",
    "(lambda t: t)": "<lambda>",
    "(lambda t: tf.nn.relu(t))": "<lambda>",
    "mine": "mine",
}


@pytest.fixture(scope="module")
def settings(keras: Runtime) -> dict[str, Any]:
    """Return the settings of the last layer of each model."""
    found = table(keras, {label: CHAIN.format(layer) for label, layer in LAYERS.items()})
    return {label: value_of(one)["graph"]["nodes"][-1]["settings"] for label, one in found.items()}


@pytest.fixture(scope="module")
def activations(keras: Runtime) -> dict[str, Any]:
    """Return the settings of a layer with each activation."""
    head = "def mine(t): return t\n"
    found = table(keras, {a: head + CHAIN.format(f"tfl.Conv2D(2, 3, activation={a})") for a in ACTIVATIONS})
    return {label: value_of(one)["graph"]["nodes"][-1]["settings"] for label, one in found.items()}


@pytest.mark.parametrize("label", EXPECTED)
def test_settings_are_plain(settings: dict[str, Any], label: str) -> None:
    """Numbers, texts and lists; objects by the names of their classes."""
    found = settings[label]
    assert {name: found[name] for name in EXPECTED[label]} == EXPECTED[label]


@pytest.mark.parametrize("name", ["name", "dtype", "trainable"])
def test_what_is_no_setting_is_left_out(settings: dict[str, Any], name: str) -> None:
    """It says nothing about what is computed."""
    assert [label for label, found in settings.items() if name in found] == []


def test_a_rotation_has_its_factor(settings: dict[str, Any]) -> None:
    """As a number or as both bounds."""
    assert settings["RandomRotation"]["factor"] in (0.2, [-0.2, 0.2])


@pytest.mark.parametrize(("activation", "name"), ACTIVATIONS.items())
def test_an_activation_is_told_by_its_name(activations: dict[str, Any], activation: str, name: str) -> None:
    """Of the function, or of the layer with what it is set to."""
    assert activations[activation]["activation"] == name


@pytest.mark.parametrize("activation", ["(lambda t: t)", "mine"])
def test_an_activation_of_the_students_own_hides_no_other_setting(
    activations: dict[str, Any], activation: str
) -> None:
    """Though Keras can't write it down."""
    found = activations[activation]
    assert (found["filters"], found["kernel_size"], found["padding"]) == (2, [3, 3], "valid")


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        ("raise ValueError", {}),
        ("return 7", {}),
        ("return None", {}),
        ("return {'x': 1, 'name': 'a'}", {"x": 1}),
        ("return {'x': object()}", {"x": "object"}),
        ("return {'x': 'y' * 10 ** 6}", {"x": "y" * 80}),
        ("return {'k' * 1000: 1}", {"k" * 80: 1}),
        ("return {'x': list(range(1000))}", {"x": list(range(16))}),
        ("return {n: n for n in range(1000)}", {str(n): n for n in range(40)}),
        ("return {'x': {'class_name': 'Zeros', 'config': {}}, 'y': {'a': 1}}", {"x": "Zeros", "y": None}),
        ("return {'x': np.float32(0.5), 'y': np.array(3)}", {"x": 0.5, "y": 3}),
        ("return {'x': len, 'y': int}", {"x": "len", "y": "int"}),
        ("return {'x': [[[[1]]]]}", {"x": [[["list"]]]}),
    ],
)
def test_a_configuration_of_the_students_own_is_cut_to_plain_data(
    keras: Runtime, config: str, expected: dict[str, Any]
) -> None:
    """It may return anything."""
    source = (
        "class Mine(tfl.Layer):\n    def build(self, shape): self.w = self.add_weight(shape=(3,))\n"
        f"    def call(self, x): return x * self.w\n    def get_config(self): {config}\n"
        "def f(): return tf.keras.Sequential([tf.keras.Input((3,)), Mine()])"
    )
    assert graph(keras, source)["nodes"][-1]["settings"] == expected
