"""What is said where a model has other layers, or connects them in another way."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from grader.checks.difference import About
from grader.checks.graphs import EXTRA, graph_differences
from tests.checks.graphs.networks import Network, chain, happy, residual, transfer, without

HAPPY, RESIDUAL = happy(), residual()


def messages(actual: Any, expected: Any) -> list[str]:
    """Return what is said about the order of layers."""
    return [difference.message for difference in graph_differences(actual, expected, ["order"])]


def rewired(index: int, *inputs: int) -> dict[str, Any]:
    """Return the residual network with other inputs of a layer."""
    graph = copy.deepcopy(RESIDUAL)
    graph["nodes"][index]["inputs"] = list(inputs)
    return graph


class TestLayers:
    """Which there are."""

    @pytest.mark.parametrize(
        ("index", "message"),
        [
            (1, "after the input, ZeroPadding2D is missing"),
            (3, "after layer 2 (Conv2D), BatchNormalization is missing"),
            (5, "after layer 4 (ReLU), MaxPooling2D is missing"),
            (7, "after layer 6 (Flatten), Dense is missing"),
        ],
    )
    def test_a_missing_layer(self, index: int, message: str) -> None:
        """By where it belongs."""
        assert messages(without(HAPPY, index), HAPPY) == [message]

    def test_an_activation_that_is_a_layers_own_has_its_number(self) -> None:
        """`Conv2D(8, 3, activation="relu")` is one layer, as its summary says."""
        fused, apart = Network(), Network()
        fused.norm(fused.conv(fused.input(8, 8, 3), 4, activation="relu"))
        apart.relu(apart.norm(apart.conv(apart.input(8, 8, 3), 4)))
        assert messages(fused.graph(), apart.graph())[0] == (
            "layer 1 is followed by its activation ReLU, should be followed by BatchNormalization"
        )

    def test_an_activation_of_a_layers_own_may_be_too_much(self) -> None:
        """The layers that follow are counted without it."""
        fused, plain = Network(), Network()
        fused.pool(fused.conv(fused.input(8, 8, 3), 4, activation="relu"))
        plain.pool(plain.conv(plain.input(8, 8, 3), 4))
        assert messages(fused.graph(), plain.graph()) == ["layer 1, its activation ReLU, should not be there"]

    def test_a_missing_layer_of_a_shortcut(self) -> None:
        """It belongs where the shortcut begins, not at the end of the main path."""
        assert messages(without(RESIDUAL, 6), RESIDUAL) == ["after the input, Conv2D is missing"]

    def test_a_shortcut_that_begins_elsewhere(self) -> None:
        """Its first layer takes the main path's output: that is told, besides what is missing."""
        graph = without(RESIDUAL, 6)
        graph["nodes"][6]["inputs"] = [5]
        (message,) = messages(graph, RESIDUAL)
        assert message.startswith("after the input, Conv2D is missing: layer 6 (BatchNormalization) takes ")
        assert message.endswith("the output of layer 5, but its path should begin at the input")

    def test_a_missing_addition(self) -> None:
        """It belongs at the end of the main path."""
        assert messages(without(RESIDUAL, 15), RESIDUAL) == [
            "after layer 14 (BatchNormalization), Add is missing"
        ]

    def test_a_layer_too_many(self) -> None:
        """By its number in the student's model."""
        assert messages(HAPPY, without(HAPPY, 5)) == ["layer 5, MaxPooling2D, should not be there"]

    def test_one_that_only_has_to_move_is_not_too_many(self) -> None:
        """The diagnosis knows by a field which of both it is."""
        (extra,) = graph_differences(HAPPY, without(HAPPY, 5), ["order"])
        assert extra.about == About(EXTRA)
        moved = chain(("ReLU", {}), ("Dropout", {}), ("Flatten", {}))
        found = graph_differences(moved, chain(("Dropout", {}), ("Flatten", {}), ("ReLU", {})), ["order"])
        assert [difference.about for difference in found] == [None]

    def test_several_missing_layers(self) -> None:
        """Of a whole block, those in a chain are told together."""
        chained, add, relu = messages(residual(blocks=1), residual(blocks=2))
        assert chained == (
            "after layer 16 (ReLU), 5 layers are missing: "
            "Conv2D, BatchNormalization, ReLU, Conv2D, BatchNormalization"
        )
        assert add.endswith("Add is missing")
        assert relu.endswith("ReLU is missing")

    def test_several_layers_too_many(self) -> None:
        """The first of them by name."""
        layers = [("Dropout", {}), *[("RandomFlip", {})] * 6, ("ReLU", {})]
        assert messages(chain(*layers), chain(layers[0], layers[-1])) == [
            f"layers 2 to 7 should not be there: {', '.join(['RandomFlip'] * 5)}, …"
        ]

    def test_another_layer(self) -> None:
        """In the place of the right one."""
        graph = copy.deepcopy(HAPPY)
        graph["nodes"][4] |= {"op": "Activation", "settings": {"activation": "tanh"}}
        assert messages(graph, HAPPY) == ["layer 4 is Activation tanh, should be ReLU"]

    def test_two_that_changed_places(self) -> None:
        """Each should be the other."""
        norm, relu = ("BatchNormalization", {}), ("ReLU", {})
        assert messages(chain(relu, norm), chain(norm, relu)) == [
            "layer 1 is ReLU, should be BatchNormalization",
            "layer 2 is BatchNormalization, should be ReLU",
        ]

    def test_one_that_is_elsewhere(self) -> None:
        """Once, and not as missing and too many."""
        flips = [("RandomFlip", {}), ("RandomRotation", {}), ("RandomZoom", {})]
        scale = ("Rescaling", {"scale": 0.5})
        assert messages(chain(scale, *flips), chain(*flips, scale)) == [
            "layer 1, Rescaling (the preprocessing), should come after layer 4 (RandomZoom)"
        ]

    def test_a_layer_of_a_student(self) -> None:
        """It is not Keras' own, whatever its name."""
        assert messages(chain(("custom:ReLU", {})), chain(("ReLU", {}))) == [
            "layer 1 is your own ReLU, should be ReLU"
        ]

    def test_a_missing_model(self) -> None:
        """Whose layers are not named one by one."""
        assert messages(without(transfer(), 4), transfer()) == [
            "after layer 3 (Rescaling (the preprocessing)), the nested model is missing"
        ]

    def test_a_layer_of_a_nested_model(self) -> None:
        """By its number there."""
        inner, other = Network(), Network()
        inner.relu(inner.norm(inner.conv(inner.input(16, 16, 3), 4, 3)))
        other.norm(other.conv(other.input(16, 16, 3), 4, 3))
        assert messages(transfer(other.graph()), transfer(inner.graph())) == [
            "inside the nested model, after layer 2 (BatchNormalization), ReLU is missing"
        ]

    def test_an_input_too_many(self) -> None:
        """And one too few."""
        one, two = Network(), Network()
        one.relu(one.input(4, 4, 3))
        x = two.input(4, 4, 3)
        two.input(4, 4, 3)
        two.relu(x)
        assert messages(two.graph(), one.graph()) == ["input 2 should not be there"]
        assert messages(one.graph(), two.graph()) == ["an input is missing"]


class TestConnections:
    """How they are connected."""

    def test_a_shortcut_taken_late(self) -> None:
        """It says which layers an Add should get."""
        assert messages(rewired(15, 14, 12), RESIDUAL) == [
            "layer 15, Add: adds layers 14 and 12, should add layers 14 and 9"
        ]

    def test_a_shortcut_from_the_input(self) -> None:
        """Which has no number of its own."""
        net, other = Network(), Network()
        x = net.input(4, 4, 3)
        net.add(net.relu(net.conv(x, 3)), x)
        y = other.input(4, 4, 3)
        z = other.conv(y, 3)
        other.add(other.relu(z), z)
        assert messages(other.graph(), net.graph()) == [
            "layer 3, Add: adds layers 2 and 1, should add layers 2 and 0 (the input)"
        ]

    def test_another_input(self) -> None:
        """Of a layer that takes only one."""

        def crossing(*, late: bool) -> dict[str, Any]:
            net = Network()
            x = net.conv(net.input(4, 4, 3), 3)
            y = net.norm(x)
            net.add(net.relu(y if late else x), y)
            return net.graph()

        assert messages(crossing(late=False), crossing(late=True)) == [
            "layer 3, ReLU: takes the output of layer 1, should take that of layer 2"
        ]

    def test_another_order_of_inputs(self) -> None:
        """Where it counts."""
        net, other = Network(), Network()
        x = net.input(4, 4, 3)
        net.same("Concatenate", net.relu(x), x)
        other.same("Concatenate", other.input(4, 4, 3), other.relu(0))
        assert messages(other.graph(), net.graph()) == [
            "layer 2, Concatenate: joins layers 0 (the input) and 1, should join layers 1 and 0 (the input)"
        ]

    def test_another_output(self) -> None:
        """Of a model whose layers are all there."""
        net = Network()
        x = net.relu(net.input(4, 4, 3))
        y = net.norm(x)
        assert messages(net.graph(y, x), net.graph(x, y)) == [
            "the model returns the output of layers 2 and 1, should return that of layers 1 and 2"
        ]
        assert messages(net.graph(y, x), net.graph(y)) == ["the model has 2 outputs, should have 1"]


class TestSharing:
    """Whether they are layers of their own."""

    def test_a_layer_used_again(self) -> None:
        """Where it should not be, and where it should."""

        def two(layer: int) -> dict[str, Any]:
            net = Network()
            net.conv(net.relu(net.conv(net.input(4, 4, 3), 3)), 3, layer=layer)
            return net.graph()

        assert messages(two(1), two(7)) == [
            "layer 3, Conv2D: is layer 1 used again, should be a separate layer"
        ]
        assert messages(two(7), two(1)) == [
            "layer 3, Conv2D: is a separate layer, should be layer 1 used again"
        ]
