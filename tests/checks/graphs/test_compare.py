"""Two models: the same network gives no difference, another one gives at least one."""

from __future__ import annotations

import copy
import time
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.checks.difference import Difference
from grader.checks.graphs import ASPECTS, graph_differences, summary_rows
from grader.checks.graphs.activation import NAMES
from grader.checks.graphs.model import COMMUTATIVE
from grader.checks.graphs.rewrite import FUNCTIONS
from grader.checks.graphs.settings import SETTINGS
from grader.wire import Opaque
from tests.checks.graphs.networks import (
    Network,
    augmentation,
    base,
    happy,
    renumbered,
    residual,
    transfer,
    without,
)

UNHURRIED = settings(deadline=None)  # a law is no benchmark

HAPPY, RESIDUAL, TRANSFER = happy(), residual(), transfer()
GRAPHS = {"happy": HAPPY, "residual": RESIDUAL, "transfer": TRANSFER}
EACH = pytest.mark.parametrize("graph", GRAPHS.values(), ids=GRAPHS)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3)
GARBAGE = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*HAPPY, "op"]), inner),
    max_leaves=8,
)


OPERATIONS = st.sampled_from([*SETTINGS, *NAMES, *FUNCTIONS, "Activation", "Functional", "custom:Mine"])
VALUES = st.recursive(
    st.sampled_from([None, True, 0, 1, -1, 6, 0.5, float("nan"), 1e308, 5e-324, "x", "relu", 2**62]),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=4,
)
SETTING = st.sampled_from(
    sorted({"constants", "constant_first", "activation"}.union(*SETTINGS.values()) - {"training"})
)


@st.composite
def networks(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a graph that is well formed, of operations that need not make sense."""
    net = Network()
    net.input(4, 4, 3)
    for index in range(1, draw(st.integers(2, 7))):
        net.node(
            draw(OPERATIONS),
            draw(st.lists(st.integers(0, index - 1), max_size=3)),
            draw(st.sampled_from([[], [3], [4, 4, 3], [48], [None, 3], [2**62, 2**62]])),
            layer=draw(st.integers(0, index)),
            parameters=draw(st.sampled_from([0, 0, 7])),
            graph=draw(st.sampled_from([None, None, base(), augmentation()])),
            training=draw(st.sampled_from([None, True])),
            **draw(st.dictionaries(SETTING, VALUES, max_size=3)),
        )
    places = st.lists(st.integers(0, len(net.nodes) - 1), max_size=2)
    return net.graph() | {"inputs": draw(places), "outputs": draw(places)}


def messages(actual: Any, expected: Any, *aspects: str) -> list[str]:
    """Return what is said about a model."""
    return [difference.message for difference in graph_differences(actual, expected, aspects or ASPECTS)]


def changed(graph: dict[str, Any], index: int, **fields: Any) -> dict[str, Any]:
    """Return a graph in which fields or settings of a node are others."""
    graph = copy.deepcopy(graph)
    node = graph["nodes"][index]
    for name, value in fields.items():
        (node if name in node else node["settings"])[name] = value
    return graph


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the paths to all parts of a value."""
    items = value.items() if isinstance(value, dict) else enumerate(value if isinstance(value, list) else [])
    return [path, *(location for key, part in items for location in places(part, (*path, key)))]


class TestTheSameNetwork:
    """What makes no difference."""

    @EACH
    def test_a_model_does_not_differ_from_itself(self, graph: dict[str, Any]) -> None:
        """Nor from a copy."""
        assert messages(graph, copy.deepcopy(graph)) == []

    @UNHURRIED
    @given(st.data(), st.sampled_from(list(GRAPHS)))
    def test_the_order_of_creation_is_irrelevant(self, data: st.DataObject, name: str) -> None:
        """Nodes may come in any order in which inputs come first, layers be numbered in any way."""
        graph = GRAPHS[name]
        order: list[int] = []
        while len(order) < len(graph["nodes"]):
            ready = [
                index
                for index, node in enumerate(graph["nodes"])
                if index not in order and set(node["inputs"]) <= set(order)
            ]
            order.append(data.draw(st.sampled_from(ready)))
        numbers = data.draw(st.permutations(range(len(order))))
        assert messages(renumbered(graph, order, dict(enumerate(numbers))), graph) == []

    def test_the_shortcut_may_be_built_first(self) -> None:
        """Its layers come earlier, and the network is the same."""
        assert messages(residual(early=True), residual()) == []

    def test_like_branches_have_no_order(self) -> None:
        """Two that only their weights tell apart."""

        def twins(order: int) -> dict[str, Any]:
            net = Network()
            x = net.input(4, 4, 3)
            a, b = net.conv(x, 3), net.conv(x, 3)
            a, b = (net.relu(a), b) if order else (a, net.relu(b))
            net.same("Concatenate", net.add(a, b), net.same("Multiply", b, a), axis=-1)
            return net.graph()

        assert messages(twins(0), twins(1)) == []

    def test_disconnected_layers_do_not_exist(self) -> None:
        """Nothing leads from them to an output."""
        net = Network()
        x = net.input(8, 8, 3)
        net.relu(x)
        x = net.dense(net.flatten(x), 2)
        lean = Network()
        lean.dense(lean.flatten(lean.input(8, 8, 3)), 2)
        assert messages(net.graph(x), lean.graph()) == []

    def test_layers_may_be_nested_where_no_model_should_be(self) -> None:
        """A part of a chain may be a model of its own."""
        inner, outer, flat = Network(), Network(), Network()
        inner.relu(inner.conv(inner.input(8, 8, 3), 4))
        outer.flatten(outer.model(outer.input(8, 8, 3), inner.graph()))
        flat.flatten(flat.relu(flat.conv(flat.input(8, 8, 3), 4)))
        assert messages(outer.graph(), flat.graph()) == []

    def test_random_layers_may_stand_outside_of_a_model(self) -> None:
        """A model without weights is no more than its layers."""
        graph = copy.deepcopy(TRANSFER)
        inner = augmentation()["nodes"]
        flip = inner[1] | {"layer": 90, "inputs": [0]}
        rotation = inner[2] | {"layer": 91, "inputs": [1]}
        later = graph["nodes"][2:]
        for node in later:
            node["inputs"] = [i + 1 for i in node["inputs"]]
        graph |= {"nodes": [graph["nodes"][0], flip, rotation, *later], "outputs": [len(later) + 2]}
        assert messages(graph, TRANSFER) == []


class TestAnotherNetwork:
    """What makes one."""

    @UNHURRIED
    @given(st.data(), st.sampled_from(list(GRAPHS)))
    def test_a_setting_that_matters_is_reported(self, data: st.DataObject, name: str) -> None:
        """Whichever it is."""
        graph = GRAPHS[name]
        nodes = [i for i, node in enumerate(graph["nodes"]) if node["settings"].keys() - {"constant_first"}]
        index = data.draw(st.sampled_from(nodes))
        setting = data.draw(
            st.sampled_from(sorted(graph["nodes"][index]["settings"].keys() - {"constant_first"}))
        )
        value = [77] if setting == "constants" else data.draw(st.sampled_from(["other", 77, 0.77]))
        assert messages(changed(graph, index, **{setting: value}), graph)

    @EACH
    def test_a_missing_layer_is_reported(self, graph: dict[str, Any]) -> None:
        """Each of them, in the order of layers; half of an arithmetic is another arithmetic."""
        for index, node in enumerate(graph["nodes"]):
            if node["inputs"]:
                aspect = "settings" if node["settings"].get("constants") else "order"
                assert messages(without(graph, index), graph, aspect), node["op"]

    @EACH
    def test_a_doubled_layer_is_reported(self, graph: dict[str, Any]) -> None:
        """It is one too many."""
        for index, node in enumerate(graph["nodes"]):
            if node["inputs"] and node["op"] not in COMMUTATIVE:
                double = copy.deepcopy(graph)
                later = double["nodes"][index + 1 :]
                for other in later:
                    other["inputs"] = [i + (i >= index) for i in other["inputs"]]
                again = copy.deepcopy(node) | {"inputs": [index], "layer": 99}
                double["nodes"].insert(index + 1, again)
                double["outputs"] = [i + (i >= index) for i in double["outputs"]]
                assert messages(double, graph), node["op"]

    @UNHURRIED
    @given(st.data())
    def test_another_connection_is_reported(self, data: st.DataObject) -> None:
        """Wherever a layer takes its input from instead."""
        graph = copy.deepcopy(RESIDUAL)
        index = data.draw(st.integers(2, len(graph["nodes"]) - 1))
        inputs = graph["nodes"][index]["inputs"]
        at = data.draw(st.integers(0, len(inputs) - 1))
        inputs[at] = data.draw(st.sampled_from(sorted(set(range(index)) - set(inputs))))
        assert messages(graph, RESIDUAL)

    @UNHURRIED
    @given(st.data())
    def test_a_shared_layer_is_reported(self, data: st.DataObject) -> None:
        """Two uses of one layer are not two layers."""
        graph = copy.deepcopy(RESIDUAL)
        weighted = [node for node in graph["nodes"] if node["parameters"]]
        one, other = data.draw(st.lists(st.sampled_from(weighted), min_size=2, max_size=2, unique_by=id))
        one["layer"] = other["layer"]
        assert messages(graph, RESIDUAL, "order")
        assert messages(RESIDUAL, graph, "order")

    @EACH
    @pytest.mark.parametrize("count", ["parameters", "trainable"])
    def test_another_number_of_parameters_is_reported(self, graph: dict[str, Any], count: str) -> None:
        """Of every layer, and of the model."""
        assert messages(graph | {count: 7}, graph, "sizes")
        for index, node in enumerate(graph["nodes"]):
            if node["parameters"]:
                assert messages(changed(graph, index, **{count: node[count] + 1}), graph, "sizes")

    @EACH
    def test_another_shape_is_reported(self, graph: dict[str, Any]) -> None:
        """Of every layer that is one by itself."""
        for index, node in enumerate(graph["nodes"]):
            merged = node["op"] == "truediv" or node["parameters"] == 0 < bool(node["graph"])
            if not merged:
                assert messages(changed(graph, index, shape=[None, 77]), graph), node["op"]

    @EACH
    @pytest.mark.parametrize("other", GRAPHS.values(), ids=GRAPHS)
    def test_models_of_other_exercises_differ(self, graph: dict[str, Any], other: dict[str, Any]) -> None:
        """In every aspect."""
        if graph is not other:
            assert all(messages(graph, other, aspect) for aspect in ASPECTS)

    def test_at_most_five_are_told_for_an_aspect(self) -> None:
        """The first ones."""
        assert len(messages(HAPPY, residual(blocks=4), "order")) == 5


class TestNoModel:
    """What is not a model at all."""

    @pytest.mark.parametrize(
        ("actual", "what"),
        [
            (None, "None"),
            (7, "the number 7"),
            (Opaque("KerasTensor"), "an object of type KerasTensor"),
            (np.zeros((2, 3)), "an array of shape (2, 3)"),
            ({"nodes": []}, "a dictionary"),
        ],
    )
    def test_it_is_described(self, actual: Any, what: str) -> None:
        """Once, whatever the aspects."""
        assert messages(actual, HAPPY) == [
            f"return is {what}, but should be a Sequential or functional Keras model"
        ]

    @pytest.mark.parametrize("aspect", ASPECTS)
    def test_an_empty_model_holds_nothing(self, aspect: str) -> None:
        """No evidence is never a pass."""
        empty = {"nodes": [], "inputs": [], "outputs": [], "parameters": 0, "trainable": 0, "weights": None}
        assert messages(empty, HAPPY, aspect) == ["the model is empty: it has no layers"]

    def test_nor_does_one_that_returns_its_input(self) -> None:
        """An input is no layer."""
        net = Network()
        net.input(64, 64, 3)
        assert messages(net.graph(), HAPPY) == ["the model is empty: it has no layers"]

    def test_a_reference_must_be_a_graph(self) -> None:
        """That it is none is no fault of a student's."""
        with pytest.raises(ValueError, match="reference's graph"):
            messages(HAPPY, {"nodes": []})


class TestHostileValues:
    """A box can send anything."""

    @UNHURRIED
    @given(GARBAGE)
    def test_nothing_raises(self, value: Any) -> None:
        """It is no model."""
        assert len(messages(value, HAPPY)) == 1
        assert summary_rows(value) == []

    @UNHURRIED
    @given(st.data(), GARBAGE)
    def test_no_part_of_a_graph_makes_it_raise(self, data: st.DataObject, value: Any) -> None:
        """Whatever stands in its place."""
        graph = copy.deepcopy(TRANSFER)
        *path, last = data.draw(st.sampled_from(places(graph)[1:]))
        part = graph
        for key in path:
            part = part[key]
        part[last] = value
        assert all(isinstance(difference, Difference) for difference in graph_differences(graph, TRANSFER))

    @UNHURRIED
    @given(networks())
    def test_no_graph_makes_it_raise(self, graph: dict[str, Any]) -> None:
        """However little sense it makes, it is itself and no other."""
        assert messages(graph, TRANSFER)
        assert messages(copy.deepcopy(graph), graph) == []
        assert isinstance(summary_rows(graph), list)

    def test_a_model_that_contains_itself_is_none(self) -> None:
        """As data, it would have no end."""
        graph = transfer()
        graph["nodes"][1]["graph"] = graph
        assert messages(graph, TRANSFER) == [
            "return is a dictionary, but should be a Sequential or functional Keras model"
        ]

    @pytest.mark.parametrize("count", [1_900, 20_000])
    def test_many_layers_take_no_time(self, count: int) -> None:
        """However many there are."""
        net = Network()
        x = net.input(8, 8, 3)
        for _ in range(count):
            x = net.conv(x, 3)
        start = time.process_time()
        assert messages(net.graph(), residual(blocks=20))
        assert time.process_time() - start < 2


class TestSamples:
    """The layers of both models, side by side."""

    def test_they_come_with_the_first_difference(self) -> None:
        """Once."""
        graph = without(HAPPY, 3)
        assert [bool(difference.expected) for difference in graph_differences(graph, HAPPY)] == [True, False]

    @EACH
    @pytest.mark.parametrize("other", GRAPHS.values(), ids=GRAPHS)
    def test_both_sides_have_the_same_rows(self, graph: dict[str, Any], other: dict[str, Any]) -> None:
        """Twelve at most, and one that differs."""
        for difference in list(graph_differences(graph, other))[:1]:
            assert list(difference.expected) == list(difference.actual)
            assert len(difference.expected) <= 12
            assert difference.expected != difference.actual


def test_a_large_network_is_compared_in_little_time() -> None:
    """One of as many layers as ResNet50."""
    graph = residual(blocks=20)
    messages(graph, graph)
    start = time.process_time()
    messages(copy.deepcopy(graph), graph)
    assert time.process_time() - start < 0.1
