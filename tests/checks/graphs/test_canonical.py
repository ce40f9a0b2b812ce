"""The canonical form: what computes the same has the same."""

from __future__ import annotations

from typing import Any

import pytest

from grader.checks.graphs import graph_differences
from tests.checks.graphs.networks import Network, base, chain, form, happy, same, transfer


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

    @pytest.mark.parametrize("training", [True, False])
    def test_the_mode_of_what_draws_counts(self, training: bool) -> None:
        """Told that it is never training, dropout does nothing."""
        graph = transfer()
        (dropout,) = (node for node in graph["nodes"] if node["op"] == "Dropout")
        dropout["training"] = training
        assert not same(graph, transfer())

    def test_what_a_nested_network_is_told_its_layers_are_told(self) -> None:
        """`data_augmentation(inputs, training=False)` augments nothing."""
        graph = transfer()
        graph["nodes"][1]["training"] = False
        assert not same(graph, transfer())

    def test_what_a_layer_is_told_itself_comes_first(self) -> None:
        """Whatever its network is told."""
        told, untold = transfer(), transfer()
        told["nodes"][1]["training"] = False
        for graph in (told, untold):
            for node in graph["nodes"][1]["graph"]["nodes"][1:]:
                node["training"] = True
        assert same(told, untold)

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

    @pytest.mark.parametrize(("filters", "holds"), [(1, True), (12, True), (13, False)])
    def test_one_of_less_than_half_the_parameters_is_a_way_to_write_its_layers(
        self, filters: int, *, holds: bool
    ) -> None:
        """The base has 128, this one 5 for each filter; a larger one may be the base."""

        def network(*, nested: bool) -> dict[str, Any]:
            net, inner = Network(), Network()
            inner.conv(inner.input(14, 14, 4), filters)
            x = net.model(net.input(16, 16, 3), base(), training=False)
            return net.graph(net.model(x, inner.graph()) if nested else net.conv(x, filters))

        found = list(graph_differences(network(nested=True), network(nested=False)))
        assert (not found) == holds


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
