"""The nodes of a model: each use of a layer or operation, for any version of Keras."""

from __future__ import annotations

import inspect
from functools import cache
from typing import TYPE_CHECKING, Any

from grader.box.keras.library import adapter, keras
from grader.box.keras.nested import flat

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.box.keras.interface import Node


class NoGraphError(TypeError):
    """The model's layers can't be traced from its inputs to its outputs."""


def as_functional(model: Any, input_shape: tuple[Any, ...] | None) -> Any:
    """Return a model of the same layers whose nodes can be read; None if there are no layers.

    Raises:
        NoGraphError: There is no such model.
    """
    if isinstance(model, keras.Sequential):
        built = adapter.built(model)
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
        yield from map(adapter.node, by_depth[depth])


def parameters_of(function: Any) -> frozenset[str]:
    """Return the names of a function's parameters."""
    try:
        return frozenset(inspect.signature(function).parameters)
    except (TypeError, ValueError):
        return frozenset()


@cache
def default_of(function: Any, parameter: str) -> Any:
    """Return the default of a function's parameter, or None if there is none."""
    try:
        default = inspect.signature(function).parameters[parameter].default
    except (TypeError, ValueError, KeyError):
        return None
    return None if default is inspect.Parameter.empty else default
