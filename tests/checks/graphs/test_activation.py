"""Activation functions: layers, functions, and settings of layers."""

from __future__ import annotations

import pytest

from tests.checks.graphs.networks import RELU, Layer, Network, chain, form, same


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
            (("relu", {"max_value": None, "negative_slope": 0.0, "threshold": 0.0}), RELU),
            (("relu", {"max_value": 6}), ("relu6", {})),
            (("softmax", {"axis": -1}), ("softmax", {})),
            (("Activation", {"activation": "ReLU"}), RELU),
            (("Activation", {"activation": "Softmax"}), ("softmax", {})),
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
            ("Activation", {"activation": None}),
            ("relu", {"negative_slope": 0.1}),
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

    def test_a_function_without_a_name_is_something(self) -> None:
        """A lambda: what it does is seen in the values."""
        assert not same(chain(RELU, ("Activation", {"activation": None})), chain(RELU))

    def test_one_that_is_fused_is_a_layer_that_follows(self) -> None:
        """`Conv2D(8, 3, activation="relu")`."""
        fused, apart = Network(), Network()
        fused.conv(fused.input(8, 8, 3), 4, activation="relu")
        apart.relu(apart.conv(apart.input(8, 8, 3), 4))
        assert same(fused.graph(), apart.graph())

    @pytest.mark.parametrize("activation", ["softmax", "relu", "tanh"])
    def test_that_of_a_dense_layer_is_a_setting(self, activation: str) -> None:
        """Also where it is a separate layer."""
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
