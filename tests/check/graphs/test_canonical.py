"""The canonical form: what computes the same has the same."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.check.graphs import graph_differences
from grader.check.graphs.canonical import canonical_form
from grader.check.graphs.model import Form
from grader.check.graphs.read import read_graph
from tests.check.graphs.networks import Network, base, happy, transfer

RELU = ("ReLU", {"max_value": None, "negative_slope": 0.0, "threshold": 0.0})
Layer = tuple[str, dict[str, Any]]


def form(graph: dict[str, Any]) -> Form:
    """Return the canonical form of a graph."""
    read = read_graph(graph)
    assert read is not None
    return canonical_form(read)


def chain(*layers: Layer) -> dict[str, Any]:
    """Return a graph of layers that keep the shape."""
    net = Network()
    x = net.input(4, 4, 3)
    for op, settings in layers:
        x = net.same(op, x, **settings)
    return net.graph(x)


def same(actual: dict[str, Any], expected: dict[str, Any]) -> bool:
    """Tell whether two models are the same network, either way round."""
    found = [*graph_differences(actual, expected), *graph_differences(expected, actual)]
    return not found


class TestActivations:
    """Layers, functions and settings of layers."""

    @pytest.mark.parametrize(
        ("layer", "other"),
        [
            (("Activation", {"activation": "relu"}), RELU),
            (("relu", {}), RELU),
            (("ReLU", {}), RELU),
            (("relu6", {}), ("ReLU", {"max_value": 6.0})),
            (("Activation", {"activation": "relu6"}), ("relu6", {})),
            (("softmax", {}), ("Activation", {"activation": "softmax"})),
            (("softmax", {"constants": [-1.0], "constant_first": False}), ("softmax", {})),
            (("softmax", {"constants": [3.0], "constant_first": False}), ("softmax", {})),
            (("Softmax", {"axis": -1}), ("Activation", {"activation": "softmax"})),
            (("Softmax", {"axis": 3}), ("softmax", {})),
            (("sigmoid", {}), ("Activation", {"activation": "sigmoid"})),
            (("hardsigmoid", {}), ("Activation", {"activation": "hard_sigmoid"})),
            (("ELU", {"alpha": 1.0}), ("Activation", {"activation": "elu"})),
            (("swish", {}), ("Activation", {"activation": "silu"})),
            (("leakyrelu", {}), ("LeakyReLU", {"alpha": 0.2})),
            (("leaky_relu", {"constants": [0.1], "constant_first": False}), ("LeakyReLU", {"alpha": 0.1})),
            (("ReLU", {"negative_slope": 0.1}), ("LeakyReLU", {"negative_slope": 0.1})),
        ],
    )
    def test_there_are_several_ways_to_write_one(self, layer: Layer, other: Layer) -> None:
        """Which are the same."""
        assert same(chain(layer), chain(other))

    @pytest.mark.parametrize(
        "layer",
        [
            ("relu6", {}),
            ("ReLU", {"max_value": 6}),
            ("ReLU", {"threshold": 1.0}),
            ("LeakyReLU", {"negative_slope": 0.3}),
            ("Activation", {"activation": "tanh"}),
            ("Activation", {"activation": {"class_name": "Mine"}}),
            ("custom:ReLU", {}),
        ],
    )
    def test_relu_is_none_but_relu(self, layer: Layer) -> None:
        """Others only look like it."""
        assert not same(chain(layer), chain(RELU))

    @pytest.mark.parametrize(
        "layer",
        [("Activation", {"activation": "linear"}), ("Activation", {}), ("identity", {}), ("Identity", {})],
    )
    def test_what_does_nothing_is_not_there(self, layer: Layer) -> None:
        """A linear activation, an identity."""
        assert same(chain(RELU, layer), chain(RELU))

    def test_one_that_is_fused_is_a_layer_that_follows(self) -> None:
        """`Conv2D(8, 3, activation="relu")`."""
        fused, apart = Network(), Network()
        fused.conv(fused.input(8, 8, 3), 4, activation="relu")
        apart.relu(apart.conv(apart.input(8, 8, 3), 4))
        assert same(fused.graph(), apart.graph())

    @pytest.mark.parametrize("activation", ["softmax", "relu", "tanh"])
    def test_that_of_a_dense_layer_is_a_setting(self, activation: str) -> None:
        """Also where it is a layer of its own."""
        fused, apart = Network(), Network()
        fused.dense(fused.input(8), 4, activation)
        apart.same("Activation", apart.dense(apart.input(8), 4), activation=activation)
        assert same(fused.graph(), apart.graph())
        assert [step.op for step in form(apart.graph()).steps] == ["InputLayer", "Dense"]

    def test_that_of_a_dense_layer_stays_where_both_results_are_used(self) -> None:
        """The layer's and the activation's."""
        net = Network()
        x = net.dense(net.input(8), 4)
        net.add(x, net.relu(x))
        assert [step.op for step in form(net.graph()).steps] == ["InputLayer", "Dense", "ReLU", "Add"]


def arithmetic(op: str, number: float, *, first: bool = False) -> Layer:
    return op, {"constants": [number], "constant_first": first}


class TestArithmetic:
    """Scales and offsets."""

    PREPROCESSING = (arithmetic("truediv", 127.5), arithmetic("subtract", 1))

    @pytest.mark.parametrize(
        "layers",
        [
            [("Rescaling", {"scale": 1 / 127.5, "offset": -1})],
            [("Rescaling", {"scale": 0.00784313771873713, "offset": -1.0})],
            [arithmetic("multiply", 1 / 127.5), arithmetic("add", -1)],
            [arithmetic("subtract", 127.5), arithmetic("truediv", 127.5)],
            [arithmetic("subtract", 127.5, first=True), arithmetic("multiply", -1 / 127.5)],
            [("Rescaling", {"scale": 1 / 255}), arithmetic("multiply", 2), arithmetic("subtract", 1)],
            [("identity", {}), *PREPROCESSING],
        ],
    )
    def test_several_operations_are_one(self, layers: list[Layer]) -> None:
        """What they come to counts."""
        assert same(chain(*layers), chain(*self.PREPROCESSING))

    @pytest.mark.parametrize(
        "layers",
        [
            [arithmetic("truediv", 127.5)],
            [arithmetic("truediv", 127), arithmetic("subtract", 1)],
            [arithmetic("truediv", 127.5, first=True), arithmetic("subtract", 1)],
            [arithmetic("truediv", 127.5), arithmetic("subtract", 1, first=True)],
            [arithmetic("subtract", 1), arithmetic("truediv", 127.5)],
            [arithmetic("truediv", 127.5), RELU, arithmetic("subtract", 1)],
            [arithmetic("truediv", 0), arithmetic("subtract", 1)],
            [arithmetic("truediv", float("nan")), arithmetic("subtract", 1)],
            [arithmetic("multiply", 1e308), arithmetic("multiply", 1e308)],
        ],
    )
    def test_another_result_is_another_operation(self, layers: list[Layer]) -> None:
        """Also where a number is none."""
        assert not same(chain(*layers), chain(*self.PREPROCESSING))

    def test_what_changes_nothing_is_not_there(self) -> None:
        """Times one, plus zero, there and back."""
        layers = [arithmetic("multiply", 1.0), arithmetic("add", 0), arithmetic("add", 2), RELU]
        assert same(chain(*layers[:2], RELU), chain(RELU))
        assert same(chain(arithmetic("add", 2), arithmetic("subtract", 2), RELU), chain(RELU))

    @given(st.floats(0.01, 100), st.floats(-100, 100))
    def test_a_step_can_be_split(self, scale: float, offset: float) -> None:
        """However its numbers are rounded."""
        once = chain(("Rescaling", {"scale": scale, "offset": offset}), RELU)
        twice = chain(arithmetic("multiply", scale), arithmetic("add", offset), RELU)
        assert same(once, twice)

    def test_a_number_for_each_channel(self) -> None:
        """Only together with as many."""
        means = ("subtract", {"constants": [103.0, 116.0, 123.0], "constant_first": False})
        assert same(chain(means, arithmetic("add", 1)), chain(("Rescaling", {"offset": [-102, -115, -122]})))
        pairs = ("add", {"constants": [1, 2], "constant_first": False})
        assert len(form(chain(means, pairs)).steps) == 3


class TestMerging:
    """Layers that join others."""

    @pytest.mark.parametrize("op", ["Add", "add"])
    def test_an_addition_has_no_order(self, op: str) -> None:
        """A layer or an operator."""
        one, other = Network(), Network()
        x = one.input(4, 4, 3)
        one.same(op, one.relu(x), x)
        y = other.input(4, 4, 3)
        other.add(y, other.relu(y))
        assert same(one.graph(), other.graph())

    @pytest.mark.parametrize("op", ["Subtract", "Concatenate"])
    def test_others_have(self, op: str) -> None:
        """What is taken from what."""
        one, other = Network(), Network()
        x = one.input(4, 4, 3)
        one.same(op, one.relu(x), x)
        y = other.input(4, 4, 3)
        other.same(op, y, other.relu(y))
        assert not same(one.graph(), other.graph())

    def test_the_axis_of_a_function_counts(self) -> None:
        """`tf.concat([a, b], axis=3)`."""

        def joined(op: str, **settings: Any) -> dict[str, Any]:
            net = Network()
            x = net.input(4, 4, 3)
            net.same(op, net.relu(x), x, **settings)
            return net.graph()

        layer = joined("Concatenate", axis=-1)
        assert same(joined("concat", constants=[3.0], constant_first=False), layer)
        assert same(joined("concatenate"), layer)
        assert not same(joined("concat", constants=[1.0], constant_first=False), layer)


class TestReshaping:
    """Flatten, and what is the same."""

    @pytest.mark.parametrize(
        ("op", "shape", "holds"),
        [
            ("Reshape", [48], True),
            ("reshape", [48], True),
            ("Reshape", [16, 3], False),
            ("reshape", [24], False),
            ("Reshape", [None], True),
        ],
    )
    def test_to_one_axis_is_to_flatten(self, op: str, shape: list[Any], holds: bool) -> None:
        """Unless examples are mixed."""
        net, flat = Network(), Network()
        net.node(op, [net.input(4, 4, 3)], shape)
        flat.node("Flatten", [flat.input(4, 4, 3)], shape)
        assert same(net.graph(), flat.graph()) == holds

    @pytest.mark.parametrize("op", ["reduce_mean", "mean"])
    def test_a_mean_over_an_image_is_a_pooling(self, op: str) -> None:
        """`tf.reduce_mean(x, axis=[1, 2])`."""
        net, pooled = Network(), Network()
        net.node(op, [net.input(4, 4, 3)], [3])
        pooled.node("GlobalAveragePooling2D", [pooled.input(4, 4, 3)], [3], keepdims=False)
        assert same(net.graph(), pooled.graph())


class TestNumbers:
    """Numbers that are as good as equal."""

    @pytest.mark.parametrize(
        ("rate", "holds"), [(0.2, True), (0.20000000298023224, True), (0.2001, False), (0.3, False)]
    )
    def test_a_float_may_have_been_rounded(self, rate: float, holds: bool) -> None:
        """To single precision, not further."""
        actual, expected = chain(("Dropout", {"rate": rate})), chain(("Dropout", {"rate": 0.2}))
        assert same(actual, expected) == holds

    def test_a_whole_number_has_no_point(self) -> None:
        """8.0 filters are 8."""
        graph = happy()
        graph["nodes"][2]["settings"]["filters"] = 32.0
        assert same(graph, happy())


class TestNestedModels:
    """Models in models."""

    @pytest.mark.parametrize("op", ["Sequential", "Functional", "Model"])
    def test_their_kind_is_irrelevant(self, op: str) -> None:
        """What is in them counts."""
        assert same(transfer(op=op), transfer())

    def test_initializers_inside_are_irrelevant(self) -> None:
        """The weights are replaced."""
        inner = base()
        inner["nodes"][1]["settings"]["kernel_initializer"] = "RandomUniform"
        assert same(transfer(inner), transfer())

    @pytest.mark.parametrize("training", [True, None])
    def test_the_mode_counts(self, training: bool | None) -> None:
        """`base_model(x, training=False)`."""
        assert not same(transfer(training=training), transfer())

    def test_elsewhere_the_mode_is_irrelevant(self) -> None:
        """It is seen in the values."""
        graph = happy()
        graph["nodes"][3]["training"] = True
        assert same(graph, happy())

    def test_one_used_twice_is_one(self) -> None:
        """And two are two."""

        def twice(graph: dict[str, Any], layer: int) -> dict[str, Any]:
            net = Network()
            x = net.input(16, 16, 3)
            y = net.model(net.relu(x), graph)
            return net.graph(net.same("Concatenate", y, net.model(x, graph, layer=layer)))

        inner = base()
        assert same(twice(inner, 2), twice(inner, 2))
        assert not same(twice(inner, 2), twice(inner, 7))


def test_layers_are_numbered_from_one() -> None:
    """The input is none."""
    assert form(happy()).numbers == tuple(range(8))


def test_a_layer_without_weights_is_not_shared() -> None:
    """`relu = ReLU()` used twice is two."""
    net = Network()
    x = net.relu(net.conv(net.input(4, 4, 3), 4))
    net.relu(net.conv(x, 4))
    net.nodes[4]["layer"] = net.nodes[2]["layer"]
    other = Network()
    x = other.relu(other.conv(other.input(4, 4, 3), 4))
    other.relu(other.conv(x, 4))
    assert same(net.graph(), other.graph())
