"""The canonical order: from the inputs to the outputs, the longest way first."""

from __future__ import annotations

from typing import Any

import pytest

from tests.checks.graphs.networks import Network, form, happy, residual, same

BLOCK = ["Conv2D", "BatchNormalization", "ReLU", "Conv2D", "BatchNormalization"]


def ops(graph: dict[str, Any]) -> list[str]:
    """Return the steps of a graph in canonical order."""
    return [step.op for step in form(graph).steps]


def test_a_chain_stays_as_it_is() -> None:
    """There is only one order."""
    layers = ["ZeroPadding2D", "Conv2D", "BatchNormalization", "ReLU", "MaxPooling2D", "Flatten", "Dense"]
    assert ops(happy()) == ["InputLayer", *layers]


@pytest.mark.parametrize("early", [True, False])
def test_the_main_path_comes_before_the_shortcut(early: bool) -> None:
    """Whichever was built first."""
    first = ["InputLayer", *BLOCK, "Conv2D", "BatchNormalization", "Add", "ReLU"]
    assert ops(residual(early=early))[: len(first)] == first


def test_inputs_come_first() -> None:
    """In the model's own order, also those that are not used."""
    net = Network()
    net.input(8)
    y = net.input(4)
    net.dense(y, 2)
    assert ops(net.graph()) == ["InputLayer", "InputLayer", "Dense"]
    assert form(net.graph()).numbers == (0, 0, 1)


def test_the_order_of_inputs_counts() -> None:
    """They are arguments."""
    net = Network()
    x, y = net.input(4), net.input(4)
    net.same("Subtract", x, y)
    graph = net.graph()
    assert not same(graph, graph | {"inputs": [1, 0]})


def test_the_order_of_outputs_counts() -> None:
    """They are results."""
    net = Network()
    x = net.relu(net.input(4, 4, 3))
    y = net.conv(x, 3)
    assert not same(net.graph(x, y), net.graph(y, x))


def twins(*, crossed: bool) -> dict[str, Any]:
    """Return four branches of layers that look alike and share weights in two ways."""
    net = Network()
    x = net.input(4, 4, 3)
    one, other = net.conv(x, 3, layer=90), net.conv(x, 3, layer=91)
    again, more = net.conv(net.relu(one), 3, layer=92), net.conv(net.relu(other), 3, layer=93)
    last, late = (90, 91) if crossed else (91, 90)
    sums = net.conv(again, 3, layer=last), net.conv(more, 3, layer=late)
    return net.graph(net.add(*sums))


def test_layers_that_look_alike_are_told_apart_by_what_they_share() -> None:
    """Each of two branches ends with its own first layer, or with the other's."""
    assert same(twins(crossed=True), twins(crossed=True))
    assert not same(twins(crossed=True), twins(crossed=False))


def test_a_deep_network_is_no_deep_recursion() -> None:
    """Layers are many."""
    net = Network()
    x = net.input(4, 4, 3)
    for _ in range(1_900):
        x = net.relu(x)
    assert len(form(net.graph()).steps) == 1_901
