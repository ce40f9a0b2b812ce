"""Rewrite one node of a model as canonical steps: equivalent nodes become equal."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from grader.checks.graphs.activation import activation, activation_name, as_activation, called_activation
from grader.checks.graphs.affine import add_affine, affine
from grader.checks.graphs.arrange import live_steps
from grader.checks.graphs.model import DENSE, MODEL, Step
from grader.checks.graphs.settings import INITIALIZERS, settings_that_matter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grader.checks.graphs.model import Node, Shape, Value

_MODELS = frozenset({"Sequential", "Functional", "Model"})
_IDENTITIES = frozenset({"identity", "Identity", "cast"})
FUNCTIONS = {
    "add": "Add",
    "add_n": "Add",
    "subtract": "Subtract",
    "multiply": "Multiply",
    "maximum": "Maximum",
    "minimum": "Minimum",
    "concatenate": "Concatenate",
    "concat": "Concatenate",
    "flatten": "Flatten",
    "reshape": "Reshape",
    "relu": "ReLU",
    "leaky_relu": "LeakyReLU",
    "leakyrelu": "LeakyReLU",
    "elu": "ELU",
    "softmax": "Softmax",
}
_MEANS = {
    "mean": "GlobalAveragePooling2D",
    "reduce_mean": "GlobalAveragePooling2D",
    "max": "GlobalMaxPooling2D",
    "reduce_max": "GlobalMaxPooling2D",
}
_IMAGE_AXES = 3
_FUSED = frozenset({DENSE, "Conv1D", "Conv2D", "Conv2DTranspose", "SeparableConv2D", "DepthwiseConv2D"})


def rewritten(
    node: Node, inputs: tuple[int, ...], layer: tuple[int, ...], steps: list[Step], *, inside: bool
) -> int:
    """Append the steps of a node to `steps`, and return the position of its result.

    Args:
        node: The node, which is not a nested model.
        inputs: The positions of its inputs.
        layer: The identity of its layer object.
        steps: All steps before it.
        inside: Whether it belongs to a nested model, whose initializers do not matter.
    """
    if len(inputs) == 1:
        if node.op in _IDENTITIES:
            return inputs[0]
        if function := affine(node):
            return add_affine(function, inputs[0], node.shape, steps)
        if called := called_activation(node):
            return _add_activation(called[0], inputs[0], node.shape, steps)
    op, settings = _operation(node, steps[inputs[0]].shape if inputs else None)
    if inside:
        settings = {name: value for name, value in settings.items() if name not in INITIALIZERS}
    owned = layer if node.parameters else None
    steps.append(Step(op, settings, inputs, node.shape, node.parameters, node.trainable, owned))
    fused = node.settings.get("activation", "linear") if op in _FUSED else "linear"
    return _add_activation(fused, len(steps) - 1, node.shape, steps, within=True)


def folded(steps: list[Step], outputs: Sequence[int]) -> list[Step]:
    """Return the steps with every activation of a Dense layer merged into that layer."""
    steps = list(steps)
    live = live_steps(steps, outputs)
    uses = Counter([*outputs, *(i for position in live for i in steps[position].inputs)])
    for position, step in enumerate(steps):
        name = activation_name(step)
        if position not in live or name is None or len(step.inputs) != 1:
            continue
        dense = steps[step.inputs[0]]
        if dense.op == DENSE and dense.settings["activation"] == "linear" and uses[step.inputs[0]] == 1:
            settings = dense.settings | {"activation": name}
            own = None if step.within else step.use
            steps[position] = replace(dense, settings=settings, shape=step.shape, activated=own)
    return steps


def _add_activation(
    name: Value, source: int, shape: Shape | None, steps: list[Step], *, within: bool = False
) -> int:
    """Append an activation function; the identity is omitted."""
    function = activation(name)
    if function is None:
        return source
    steps.append(Step(*function, (source,), shape, within=within))
    return len(steps) - 1


def _operation(node: Node, source: Shape | None) -> tuple[str, dict[str, Value]]:
    """Return a node's operation, named after its Keras layer, with the relevant settings."""
    op, given = node.op, node.settings
    constants = given.get("constants")
    if op in _MODELS:
        op = MODEL
    elif op in _MEANS and _pools(node.shape, source):
        op, given = _MEANS[op], {}
    elif op in {"concat", "concatenate"} and isinstance(constants, tuple) and len(constants) == 1:
        op, given = "Concatenate", {"axis": constants[0]}
    elif op == "reshape" or not constants:
        op = FUNCTIONS.get(op, op)
    settings = settings_that_matter(op, given, None if node.shape is None else len(node.shape) + 1)
    if op in {"Flatten", "Reshape"}:
        flat = op == "Flatten" or _flattens(node.shape, source)
        return ("Flatten", {}) if flat else ("Reshape", {"target_shape": node.shape})
    if op == DENSE:
        settings["activation"] = "linear"
    return as_activation(op, settings)


def _pools(shape: Shape | None, source: Shape | None) -> bool:
    """Return whether a mean or maximum is over the whole image, per channel."""
    return shape is not None and source is not None and len(source) == _IMAGE_AXES and shape == source[-1:]


def _flattens(shape: Shape | None, source: Shape | None) -> bool:
    """Return whether a reshape flattens each example."""
    size, before = _size(shape), _size(source)
    return shape is not None and len(shape) == 1 and (size is None or before is None or size == before)


def _size(shape: Shape | None) -> int | None:
    if shape is None or not all(isinstance(axis, int) for axis in shape):
        return None
    return math.prod(axis for axis in shape if isinstance(axis, int))
