"""Graphs of models as a box sends them, built without Keras."""

from __future__ import annotations

import copy
import math
from typing import TYPE_CHECKING, Any

from grader.checks.graphs import graph_differences
from grader.checks.graphs.canonical import canonical_form
from grader.checks.graphs.read import read_graph

if TYPE_CHECKING:
    from grader.checks.graphs.model import Form

Layer = tuple[str, dict[str, Any]]

RELU: Layer = ("ReLU", {"max_value": None, "negative_slope": 0.0, "threshold": 0.0})
IMAGENET = "mobilenet_v2_weights_tf_dim_ordering_tf_kernels_1.0_160_no_top.h5"


class Network:
    """Collects the nodes of a graph; every method takes and returns indices of nodes."""

    def __init__(self) -> None:
        self.nodes: list[dict[str, Any]] = []
        self.layers = 0

    def shape(self, index: int) -> list[Any]:
        return self.nodes[index]["shape"][1:]

    def node(self, op: str, inputs: list[int], shape: list[Any], **fields: Any) -> int:
        parameters = fields.pop("parameters", 0)
        entry = {
            "op": op,
            "layer": fields.pop("layer", self.layers),
            "inputs": inputs,
            "shape": [None, *shape],
            "parameters": parameters,
            "trainable": fields.pop("trainable", parameters),
            "training": fields.pop("training", None),
            "graph": fields.pop("graph", None),
            "settings": fields,
        }
        self.layers += 1
        self.nodes.append(entry)
        return len(self.nodes) - 1

    def input(self, *shape: int) -> int:
        return self.node("InputLayer", [], list(shape))

    def zero_pad(self, x: int, n: int = 1) -> int:
        high, wide, deep = self.shape(x)
        padding = [[n, n], [n, n]]
        return self.node("ZeroPadding2D", [x], [high + 2 * n, wide + 2 * n, deep], padding=padding)

    def conv(self, x: int, filters: int, f: int = 1, s: int = 1, padding: str = "valid", **more: Any) -> int:
        *sides, deep = self.shape(x)
        if padding.lower() == "valid":
            sides = [side - f + 1 for side in sides]
        shape = [*(math.ceil(side / s) for side in sides), filters]
        settings = {"filters": filters, "kernel_size": [f, f], "strides": [s, s], "padding": padding}
        settings |= {"activation": "linear", "kernel_initializer": "GlorotUniform", "use_bias": True}
        parameters = f * f * deep * filters + filters
        return self.node("Conv2D", [x], shape, parameters=parameters, **(settings | more))

    def norm(self, x: int, **more: Any) -> int:
        deep = self.shape(x)[-1]
        settings = {"axis": [3], "momentum": 0.99, "epsilon": 0.001, "center": True, "scale": True}
        counts = {"parameters": 4 * deep, "trainable": 2 * deep}
        return self.node("BatchNormalization", [x], self.shape(x), **(counts | settings | more))

    def relu(self, x: int) -> int:
        return self.node("ReLU", [x], self.shape(x), max_value=None, negative_slope=0.0, threshold=0.0)

    def pool(self, x: int, f: int = 2, s: int | None = None, **more: Any) -> int:
        high, wide, deep = self.shape(x)
        s = s or f
        shape = [(high - f) // s + 1, (wide - f) // s + 1, deep]
        settings = {"pool_size": [f, f], "strides": [s, s], "padding": "valid"}
        return self.node("MaxPooling2D", [x], shape, **(settings | more))

    def flatten(self, x: int) -> int:
        return self.node("Flatten", [x], [math.prod(self.shape(x))])

    def dense(self, x: int, units: int, activation: str = "linear", **more: Any) -> int:
        parameters = (self.shape(x)[-1] + 1) * units
        settings = {"units": units, "activation": activation, "use_bias": True}
        return self.node("Dense", [x], [units], parameters=parameters, **(settings | more))

    def same(self, op: str, *inputs: int, **settings: Any) -> int:
        """Add what keeps the shape: an activation, an operation, a dropout."""
        return self.node(op, list(inputs), self.shape(inputs[0]), **settings)

    def add(self, *inputs: int) -> int:
        return self.same("Add", *inputs)

    def model(self, x: int, graph: dict[str, Any], **fields: Any) -> int:
        shape = graph["nodes"][graph["outputs"][0]]["shape"][1:]
        counts = {"parameters": graph["parameters"], "trainable": graph["trainable"]}
        op = fields.pop("op", "Functional")
        return self.node(op, [x], shape, graph=graph, **(counts | fields))

    def graph(self, *outputs: int, **more: Any) -> dict[str, Any]:
        layers = {node["layer"]: node for node in self.nodes}.values()
        graph = {
            "nodes": self.nodes,
            "inputs": [i for i, node in enumerate(self.nodes) if node["op"] == "InputLayer"],
            "outputs": list(outputs) or [len(self.nodes) - 1],
            "parameters": sum(node["parameters"] for node in layers),
            "trainable": sum(node["trainable"] for node in layers),
            "weights": None,
        }
        return graph | more


def happy(**conv: Any) -> dict[str, Any]:
    """Return a chain of seven layers."""
    net = Network()
    x = net.conv(net.zero_pad(net.input(64, 64, 3), 3), 32, 7, **conv)
    x = net.pool(net.relu(net.norm(x)))
    net.dense(net.flatten(x), 1, "sigmoid")
    return net.graph()


def block(net: Network, x: int, filters: int, *, project: bool = False, early: bool = False) -> int:
    """Add a block with a shortcut, which is projected, before or after the main path."""
    shortcut = net.norm(net.conv(x, filters)) if project and early else x
    main = net.relu(net.norm(net.conv(x, 4)))
    main = net.norm(net.conv(main, filters, 3, padding="same"))
    if project and not early:
        shortcut = net.norm(net.conv(x, filters))
    return net.relu(net.add(main, shortcut))


def residual(*, early: bool = False, blocks: int = 2) -> dict[str, Any]:
    """Return a network of blocks with shortcuts."""
    net = Network()
    x = block(net, net.input(8, 8, 3), 6, project=True, early=early)
    for _ in range(blocks):
        x = block(net, x, 6)
    net.dense(net.flatten(x), 3, "softmax")
    return net.graph()


def base(*, trainable: bool = False, weights: str | None = IMAGENET, filters: int = 4) -> dict[str, Any]:
    """Return a small network to be nested."""
    net = Network()
    net.relu(net.norm(net.conv(net.input(16, 16, 3), filters, 3)))
    if not trainable:
        for node in net.nodes:
            node["trainable"] = 0
    return net.graph(weights=weights)


def augmentation(*, factor: Any = (-0.2, 0.2), reverse: bool = False) -> dict[str, Any]:
    """Return a network without weights to be nested."""
    net = Network()
    x = net.input(16, 16, 3)
    for op in ("RandomRotation", "RandomFlip") if reverse else ("RandomFlip", "RandomRotation"):
        x = net.same(op, x, **({"factor": factor} if op == "RandomRotation" else {"mode": "horizontal"}))
    return net.graph()


def transfer(inner: dict[str, Any] | None = None, head: str = "linear", **fields: Any) -> dict[str, Any]:
    """Return a network with two others in it."""
    net = Network()
    x = net.model(net.input(16, 16, 3), augmentation())
    x = net.same("truediv", x, constants=[127.5], constant_first=False)
    x = net.same("subtract", x, constants=[1.0], constant_first=False)
    x = net.model(x, inner or base(), **({"training": False} | fields))
    x = net.node("GlobalAveragePooling2D", [x], [net.shape(x)[-1]], keepdims=False)
    net.dense(net.same("Dropout", x, rate=0.2), 1, head)
    return net.graph()


def renumbered(graph: dict[str, Any], order: list[int], layers: dict[int, int]) -> dict[str, Any]:
    """Return a graph with its nodes in another order, which is topological, and other numbers for layers."""
    graph = copy.deepcopy(graph)
    places = {index: location for location, index in enumerate(order)}
    nodes = [graph["nodes"][index] for index in order]
    for node in nodes:
        node["inputs"] = [places[i] for i in node["inputs"]]
        node["layer"] = layers[node["layer"]]
        if node["op"] == "Add":
            node["inputs"].reverse()
    return graph | {
        "nodes": nodes,
        "inputs": [places[i] for i in graph["inputs"]],
        "outputs": [places[i] for i in graph["outputs"]],
    }


def without(graph: dict[str, Any], index: int) -> dict[str, Any]:
    """Return a graph in which a node is left out, and its first input taken for it."""
    graph = copy.deepcopy(graph)
    (instead,) = graph["nodes"][index]["inputs"][:1]

    def location(i: int) -> int:
        i = instead if i == index else i
        return i - (i > index)

    gone = graph["nodes"].pop(index)
    for node in graph["nodes"]:
        node["inputs"] = [location(i) for i in node["inputs"]]
    return graph | {
        "outputs": [location(i) for i in graph["outputs"]],
        "parameters": graph["parameters"] - gone["parameters"],
        "trainable": graph["trainable"] - gone["trainable"],
    }


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
