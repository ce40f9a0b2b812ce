"""The nodes of a model: each use of a layer or operation, whichever Keras has recorded it."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from grader.box.keras.library import LEGACY, keras

if TYPE_CHECKING:
    from collections.abc import Iterator


class NoGraphError(TypeError):
    """The model's layers can't be followed from its inputs to its outputs."""


@dataclass(frozen=True)
class Node:
    """One use of a layer or operation: a row of a summary."""

    operation: Any
    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    inputs: list[Any]
    outputs: list[Any]


def as_functional(model: Any, input_shape: tuple[Any, ...] | None) -> Any:
    """Return a model whose nodes can be read, of the same layers; None for one without layers.

    Raises:
        NoGraphError: There is none.
    """
    if isinstance(model, keras.Sequential):
        built = model if LEGACY else getattr(model, "_functional", None)
        known = _has_nodes(built) and flat(getattr(model, "inputs", None))
        return built if known and model.layers else _chained(model, input_shape)
    if _has_nodes(model) and flat(getattr(model, "inputs", None)):
        return model
    if input_shape is None:
        raise NoGraphError(f"{type(model).__name__[:40]} (a subclass of Model)")
    start = keras.Input(input_shape)
    return keras.Model(start, type(model).call(model, start))


def _has_nodes(model: Any) -> bool:
    return getattr(model, "_nodes_by_depth", None) is not None


def _chained(model: Any, input_shape: tuple[Any, ...] | None) -> Any:
    layers = [layer for layer in model.layers if type(layer).__name__ != "InputLayer"]
    if not layers:
        return None
    built = getattr(model, "inputs", None)
    if not built and input_shape is None:
        raise NoGraphError("Sequential (without the shape of its input)")
    start = flat(built)[0] if built else keras.Input(input_shape)
    tensor = start
    for layer in layers:
        tensor = layer(tensor)
    return keras.Model(start, tensor)


def nodes_of(functional: Any) -> Iterator[Node]:
    """Yield the nodes of a model, in topological order."""
    by_depth = functional._nodes_by_depth  # noqa: SLF001 - neither Keras has a public way
    for depth in sorted(by_depth, reverse=True):
        for node in by_depth[depth]:
            if LEGACY:
                yield Node(
                    node.layer, tuple(node.call_args), dict(node.call_kwargs),
                    list(node.keras_inputs), flat(node.outputs),
                )  # fmt: skip
            else:
                arguments = node.arguments
                yield Node(
                    node.operation, tuple(arguments.args), dict(arguments.kwargs),
                    list(node.input_tensors), list(node.outputs),
                )  # fmt: skip


def is_function(operation: Any) -> bool:
    """Tell whether an operation is a function on tensors rather than a layer."""
    if LEGACY:
        return type(operation).__name__ in {"TFOpLambda", "SlicingOpLambda"}
    return not isinstance(operation, keras.layers.Layer)


def flat(value: Any) -> list[Any]:
    """Return the parts of nested lists, tuples and dictionaries, in order."""
    if value is None:
        return []
    if isinstance(value, (list, tuple)):
        return [part for item in value for part in flat(item)]
    if isinstance(value, dict):
        return [part for item in value.values() for part in flat(item)]
    return [value]


def parameters_of(function: Any) -> frozenset[str]:
    """Return the names of a function's parameters."""
    try:
        return frozenset(inspect.signature(function).parameters)
    except (TypeError, ValueError):
        return frozenset()


@cache
def default_of(function: Any, parameter: str) -> Any:
    """Return the default of a function's parameter; None where there is no such thing."""
    try:
        default = inspect.signature(function).parameters[parameter].default
    except (TypeError, ValueError, KeyError):
        return None
    return None if default is inspect.Parameter.empty else default
