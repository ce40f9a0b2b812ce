"""The settings of a layer or operation, as plain data."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import numpy as np

from grader.box.keras.library import adapter, is_symbolic, keras

if TYPE_CHECKING:
    from grader.box.keras.interface import Node

MAX_SETTINGS = 40
MAX_ITEMS = 16
MAX_CHARACTERS = 80
_NOT_SETTINGS = frozenset(
    {"name", "dtype", "trainable", "batch_input_shape", "batch_shape", "layers", "build_input_shape"}
)


def settings_of(node: Node) -> dict[str, Any]:
    """Return the settings of a node's layer by name, or the numbers passed to an operation."""
    if adapter.is_function(node.operation):
        return {**_attributes(node.operation), **_constants(node)}
    try:
        config = _config(node.operation)
    except Exception:
        return {}
    if type(config) is not dict:
        return {}
    plain = {str(k)[:MAX_CHARACTERS]: _plain(v) for k, v in config.items() if k not in _NOT_SETTINGS}
    if "activation" in plain:
        plain["activation"] = _activation(getattr(node.operation, "activation", None))
    return dict(itertools.islice(plain.items(), MAX_SETTINGS))


def _config(layer: Any) -> Any:
    """Return a layer's configuration with any activation: Keras can't serialize a lambda of a cell."""
    try:
        return layer.get_config()
    except Exception:
        activation = layer.activation
        layer.activation = keras.activations.linear
        try:
            return layer.get_config()
        finally:
            layer.activation = activation


def _activation(function: Any) -> str:
    """Return the name of an activation, including settings that differ from the defaults."""
    name = str(getattr(function, "__name__", type(function).__name__)).removesuffix("_v2")
    if isinstance(function, keras.layers.Layer):
        usual = type(function)().get_config()
        own = {k: v for k, v in function.get_config().items() if k != "name" and v != usual.get(k)}
        name += f"({', '.join(f'{k}={_plain(v)}' for k, v in own.items())})" if own else ""
    return name[:MAX_CHARACTERS]


def _attributes(operation: Any) -> dict[str, Any]:
    """Return the settings of an operation that is a function, as its layer would have them."""
    simple = (bool, int, float)
    return {
        name: value
        for name, value in itertools.islice(adapter.function_attributes(operation).items(), MAX_SETTINGS)
        if not name.startswith("_") and type(value) in simple and name not in _NOT_SETTINGS
    }


def _constants(node: Node) -> dict[str, Any]:
    """Return the numbers passed to an operation besides tensors."""
    given = [*node.args, *(v for k, v in node.kwargs.items() if k != "name")]
    numbers = [(n, float(np.asarray(v))) for n, v in enumerate(given) if _is_number(v)]
    if not numbers:
        return {}
    return {"constants": [value for _, value in numbers], "constant_first": numbers[0][0] == 0}


def _is_number(value: Any) -> bool:
    if value is None or isinstance(value, (bool, str)) or is_symbolic(value):
        return False
    try:
        return np.asarray(value).dtype.kind in "iuf" and np.size(value) == 1
    except (TypeError, ValueError):
        return False


def _plain(value: Any, depth: int = 0) -> Any:
    """Return a setting as plain data: initializers, activations and similar objects by name."""
    if value is None or isinstance(value, (bool, str)):
        return value[:MAX_CHARACTERS] if isinstance(value, str) else value
    if isinstance(value, (int, float, np.number)) or (isinstance(value, np.ndarray) and value.ndim == 0):
        return value.item() if hasattr(value, "item") else value
    if isinstance(value, dict):
        return _plain(value["class_name"]) if "class_name" in value else None
    if isinstance(value, (list, tuple)) and depth < 3:  # noqa: PLR2004 - ((top, bottom), (left, right))
        return [_plain(item, depth + 1) for item in value[:MAX_ITEMS]]
    return str(getattr(value, "__name__", type(value).__name__))[:MAX_CHARACTERS]
