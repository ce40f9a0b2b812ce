"""What is said where the settings or sizes of a layer are others."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from grader.checks.graphs import graph_differences
from tests.checks.graphs.networks import IMAGENET, Network, base, chain, happy, residual, transfer, without

HAPPY, TRANSFER = happy(), transfer()


def messages(actual: Any, expected: Any, aspect: str) -> list[str]:
    """Return what is said about an aspect of a model."""
    return [difference.message for difference in graph_differences(actual, expected, [aspect])]


def with_setting(index: int, **settings: Any) -> dict[str, Any]:
    """Return the chain of layers with other settings of one."""
    graph = copy.deepcopy(HAPPY)
    graph["nodes"][index]["settings"] |= settings
    return graph


class TestSettings:
    """What layers are set to."""

    @pytest.mark.parametrize(
        ("index", "settings", "message"),
        [
            (2, {"padding": "same"}, "layer 2, Conv2D: padding is 'same', should be 'valid'"),
            (2, {"filters": 64}, "layer 2, Conv2D: filters is 64, should be 32"),
            (2, {"kernel_size": 3}, "layer 2, Conv2D: kernel_size is (3, 3), should be (7, 7)"),
            (2, {"kernel_initializer": "Zeros"}, "layer 2, Conv2D: kernel_initializer is 'Zeros', should be"),
            (3, {"axis": 1}, "layer 3, BatchNormalization: axis is 1, should be 3"),
            (3, {"momentum": 0.9}, "layer 3, BatchNormalization: momentum is 0.9, should be 0.99"),
            (4, {"max_value": 6.0}, "layer 4, ReLU: max_value is 6, should be None"),
            (7, {"activation": "softmax"}, "layer 7, Dense: activation is 'softmax', should be 'sigmoid'"),
        ],
    )
    def test_a_setting(self, index: int, settings: dict[str, Any], message: str) -> None:
        """By its name in Keras."""
        (found,) = messages(with_setting(index, **settings), HAPPY, "settings")
        assert found.startswith(message)

    def test_what_it_does_to_the_shape(self) -> None:
        """Only where it comes from that."""
        message = "layer 2, Conv2D: padding is 'same', should be 'valid'"
        effect = "(so its output is 70\N{MULTIPLICATION SIGN}70\N{MULTIPLICATION SIGN}32, not"
        graph = happy(padding="same")
        graph["nodes"][3]["settings"]["momentum"] = 0.9
        first, second = messages(graph, HAPPY, "settings")
        assert first.startswith(f"{message} {effect}")
        assert second == "layer 3, BatchNormalization: momentum is 0.9, should be 0.99"

    def test_a_missing_layer_costs_none(self) -> None:
        """The others are what they should be."""
        for index in range(1, 7):
            assert messages(without(HAPPY, index), HAPPY, "settings") == []

    def test_a_layer_elsewhere_is_compared_too(self) -> None:
        """It is the same layer."""
        flips = [("RandomFlip", {}), ("RandomRotation", {}), ("RandomZoom", {})]
        actual = chain(("Dropout", {"rate": 0.5}), *flips)
        assert messages(actual, chain(*flips, ("Dropout", {"rate": 0.2})), "settings") == [
            "layer 1, Dropout: rate is 0.5, should be 0.2"
        ]

    @pytest.mark.parametrize(
        ("training", "expected", "message"),
        [
            (True, False, "the nested model gets training=True, should get training=False"),
            (None, False, "the nested model gets no training argument, should get training=False"),
            (False, None, "the nested model gets training=False, should get none"),
        ],
    )
    def test_the_mode_of_a_nested_model(
        self, training: bool | None, expected: bool | None, message: str
    ) -> None:
        """It is an argument of the call."""
        assert messages(transfer(training=training), transfer(training=expected), "settings") == [message]

    def test_the_mode_of_what_draws(self) -> None:
        """Of each layer of a network that is told something."""
        graph = transfer()
        graph["nodes"][1]["training"] = False
        assert messages(graph, transfer(), "settings") == [
            "layer 1, RandomFlip: gets training=False, should get none",
            "layer 2, RandomRotation: gets training=False, should get none",
        ]

    @pytest.mark.parametrize(
        ("weights", "expected", "message"),
        [
            (None, IMAGENET, "from random weights, should start from the ImageNet weights"),
            ("a.h5", IMAGENET, "from other weights ('a.h5'), should start from the ImageNet weights"),
            (IMAGENET, None, "should start from random weights"),
        ],
    )
    def test_the_weights_of_a_nested_model(
        self, weights: str | None, expected: str | None, message: str
    ) -> None:
        """Those that were asked for."""
        actual, should = transfer(base(weights=weights)), transfer(base(weights=expected))
        (found,) = messages(actual, should, "settings")
        assert found.startswith("the nested model starts from")
        assert found.endswith(message)

    def test_a_layer_inside_a_nested_model(self) -> None:
        """By its number there."""
        inner = base()
        inner["nodes"][2]["settings"]["momentum"] = 0.9
        assert messages(transfer(inner), TRANSFER, "settings") == [
            "inside the nested model, layer 2, BatchNormalization: momentum is 0.9, should be 0.99"
        ]


class TestSizes:
    """Output shapes and numbers of parameters."""

    def test_the_first_shape_and_what_it_costs(self) -> None:
        """Shapes that follow from it need no words."""
        shape, dense, total = messages(happy(padding="same"), HAPPY, "sizes")
        assert shape.startswith("layer 2, Conv2D: its output is 70")
        assert dense == "layer 7, Dense: has 39,201 parameters, should have 32,769"
        assert total == "the model has 44,065 parameters, should have 37,633"

    def test_another_input(self) -> None:
        """It is no layer."""
        one, other = Network(), Network()
        one.relu(one.input(8, 8, 3))
        other.relu(other.input(8, 8, 4))
        (found,) = messages(other.graph(), one.graph(), "sizes")
        assert found.startswith("the input is 8")

    def test_a_nested_model_that_is_trained(self) -> None:
        """With the way to freeze it."""
        found = messages(transfer(base(trainable=True)), TRANSFER, "sizes")
        assert found[0] == (
            "the nested model has 120 trainable parameters, should have 0: freeze it with trainable = False"
        )
        assert found[1] == "the model has 125 trainable parameters, should have 5"

    def test_a_model_that_is_not_trained(self) -> None:
        """But should be."""
        graph = copy.deepcopy(HAPPY)
        graph["nodes"][7]["trainable"] = 0
        assert messages(graph | {"trainable": 1}, HAPPY, "sizes") == [
            "layer 7, Dense: has 0 trainable parameters, should have 32,769",
            "the model has 1 trainable parameters, should have 37,569",
        ]

    def test_a_layer_inside_a_nested_model(self) -> None:
        """Where the model as a whole has as many as it should."""
        inner = base()
        inner["nodes"][1]["parameters"] += 1
        assert messages(transfer(inner), TRANSFER, "sizes") == [
            "inside the nested model, layer 1, Conv2D: has 113 parameters, should have 112"
        ]

    def test_an_unknown_shape(self) -> None:
        """Is another one."""
        graph = copy.deepcopy(HAPPY)
        graph["nodes"][1]["shape"] = None
        (found,) = messages(graph, HAPPY, "sizes")
        assert found.startswith("layer 1, ZeroPadding2D: its output is unknown, should be 70")


@pytest.mark.parametrize("aspect", ["settings", "sizes"])
def test_a_few_layers_prove_nothing(aspect: str) -> None:
    """No evidence is never a pass."""
    net = Network()
    net.dense(net.flatten(net.input(64, 64, 3)), 1, "sigmoid")
    assert messages(net.graph(), HAPPY, aspect)[0] == "only 2 of the model's 7 layers are present"
    assert messages(net.graph(), residual(blocks=8), aspect)[0].startswith("only 2 of the model's")
