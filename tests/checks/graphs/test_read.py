"""Reading graphs: exactly what a box should send, and nothing else."""

from __future__ import annotations

import copy
from typing import Any

import numpy as np
import pytest

from grader.checks.graphs.model import Graph
from grader.checks.graphs.read import MAX_NODES, MAX_PARTS, read_graph
from grader.wire import Opaque, decode, encode
from tests.checks.graphs.networks import Network, happy, transfer


def with_node(**fields: Any) -> dict[str, Any]:
    """Return a graph whose last node has other fields."""
    graph = happy()
    graph["nodes"][-1] |= fields
    return graph


def setting(value: Any) -> Any:
    """Return as what a setting is read."""
    graph = read_graph(with_node(settings={"x": value}))
    return None if graph is None else graph.nodes[-1].settings["x"]


class TestGraphs:
    """What is one."""

    def test_all_of_it_is_read(self) -> None:
        """Nodes, inputs, outputs, totals."""
        graph = read_graph(happy())
        assert isinstance(graph, Graph)
        assert (len(graph.nodes), graph.inputs, graph.outputs) == (8, (0,), (7,))
        assert (graph.parameters, graph.trainable, graph.weights) == (37_633, 37_569, None)

    def test_a_nested_model_is_read_too(self) -> None:
        """With the weights that it starts from."""
        graph = read_graph(transfer())
        assert graph is not None
        inner = graph.nodes[4].graph
        assert inner is not None
        assert inner.weights is not None
        assert len(inner.nodes) == 4

    def test_it_is_the_same_through_the_wire(self) -> None:
        """Which keeps lists and tuples, integers and floats."""
        graph = read_graph(decode(encode(transfer())))
        assert graph is not None
        assert [node.op for node in graph.nodes][:3] == ["InputLayer", "Functional", "truediv"]

    @pytest.mark.parametrize(
        ("shape", "expected"),
        [
            ([None, 8, 8, 3], (8, 8, 3)),
            ((None, 8), (8,)),
            ([[None, 8]], (8,)),
            ([[None, 8], [None, 4]], ((8,), (4,))),
            ([None, None, 3], (None, 3)),
            ([], ()),
            (None, None),
        ],
    )
    def test_a_shape_is_without_the_batch(self, shape: Any, expected: Any) -> None:
        """Also where it stands in a list."""
        graph = read_graph(with_node(shape=shape))
        assert graph is not None
        assert graph.nodes[-1].shape == expected


class TestMalformed:
    """What is none."""

    @pytest.mark.parametrize("key", happy())
    def test_every_entry_is_needed(self, key: str) -> None:
        """And no other is known."""
        graph = happy()
        del graph[key]
        assert read_graph(graph) is None
        assert read_graph(happy() | {"verdict": "passed"}) is None

    @pytest.mark.parametrize(
        "fields",
        [
            *({"op": op} for op in (None, 7, ["Dense"])),
            *({"layer": layer} for layer in (-1, True, 1.0, 2**63, "0")),
            *({"inputs": inputs} for inputs in ([7], [8], [-1], [True], [0.0], 0, None, {0: 0})),
            *({"shape": shape} for shape in (7, "ab", [None, -1], [None, 2**70], [[None], 3], [[[None]]])),
            *({"parameters": count} for count in (-1, 1e3, 2**64, None)),
            *({"training": training} for training in (1, "False")),
            *({"graph": graph} for graph in ({}, [], 7)),
            *({"settings": settings} for settings in (None, [], {7: 1}, {"x": 2**70})),
            {"more": 1},
            {"op": "InputLayer"},
        ],
    )
    def test_a_field_of_another_kind_is_malformed(self, fields: dict[str, Any]) -> None:
        """So the whole is."""
        assert read_graph(with_node(**fields)) is None

    @pytest.mark.parametrize("key", ["inputs", "outputs"])
    def test_indices_must_be_those_of_nodes(self, key: str) -> None:
        """There are eight."""
        assert read_graph(happy() | {key: [8]}) is None

    def test_too_many_nodes_are_none(self) -> None:
        """Counted over all nested models."""
        net = Network()
        x = net.input(8)
        for _ in range(MAX_NODES // 2):
            x = net.same("Dropout", x, rate=0.5)
        outer = Network()
        once = outer.model(outer.input(8), net.graph())
        assert read_graph(outer.graph()) is not None
        outer.model(once, net.graph())
        assert read_graph(outer.graph()) is None

    def test_too_many_connections_are_none(self) -> None:
        """However few nodes they connect."""
        assert read_graph(with_node(inputs=[0] * MAX_PARTS)) is None

    def test_a_cycle_is_none(self) -> None:
        """A list may hold itself, and a model."""
        cycle: list[Any] = []
        cycle.append(cycle)
        graph = happy()
        graph["nodes"][-1]["graph"] = graph
        assert read_graph(graph) is None
        assert read_graph(with_node(settings={"x": cycle})) is None
        assert read_graph(with_node(shape=cycle)) is None

    def test_a_subclass_is_none(self) -> None:
        """Types are exact."""
        assert read_graph(type("Mine", (dict,), {})(happy())) is None


class TestSettings:
    """Values of settings, each in one spelling."""

    @pytest.mark.parametrize(
        ("value", "expected"),
        [
            (8, 8),
            (8.0, 8),
            (0.5, 0.5),
            (True, True),
            ("same", "same"),
            ([1, [2, 3]], (1, (2, 3))),
            ((1, 2), (1, 2)),
            ({"class_name": "Zeros"}, (("class_name", "Zeros"),)),
            (np.float32(0.5), 0.5),
            (np.int64(7), 7),
            (np.array(0.0), 0),
            (np.array([3, 3]), (3, 3)),
            (float("nan"), "nan"),
            (float("-inf"), "-inf"),
            (1e300, 1e300),
            (Opaque("Lambda"), "an object of type Lambda"),
            ({1, 2}, "an object"),
            ("a\x1b[31mb", "ab"),
            ("x" * 1000, "x" * 80),
        ],
    )
    def test_a_setting_is_read(self, value: Any, expected: Any) -> None:
        """Its type too."""
        assert (setting(value), type(setting(value))) == (expected, type(expected))

    @pytest.mark.parametrize(
        "value",
        [np.zeros(MAX_NODES + 1), np.array(["x"]), np.array(1j), [0] * (MAX_PARTS + 1), {"x": {7: 1}}],
    )
    def test_one_that_none_is_makes_it_malformed(self, value: Any) -> None:
        """No layer has it."""
        assert setting(value) is None

    def test_what_is_read_is_not_changed(self) -> None:
        """It is the sender's."""
        graph = transfer()
        before = copy.deepcopy(graph)
        read_graph(graph)
        assert graph == before
