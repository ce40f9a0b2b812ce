"""A model as plain data: its layers, what they are set to, and how they are connected.

Nothing here judges. Keras 2 and Keras 3 keep their graphs in different forms; both come out in the one
that `grader.check.graphs` reads.
"""

from __future__ import annotations

import inspect
import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from grader.box.keras.library import LEGACY, is_model, is_own, is_symbolic, keras
from grader.box.keras.offline import requested_weights

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_SETTINGS = 40
MAX_ITEMS = 16
MAX_CHARACTERS = 80
_NOT_SETTINGS = frozenset(
    {"name", "dtype", "trainable", "batch_input_shape", "batch_shape", "layers", "build_input_shape"}
)
# Operations on tensors go by one name, whichever Keras recorded them.
_OPERATIONS = {
    "truedivide": "truediv",
    "divide": "truediv",
    "sub": "subtract",
    "mul": "multiply",
    "addv2": "add",
}


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


class GraphReader:
    """Reads graphs; classes of the modules in `own` count as Keras' own."""

    def __init__(self, own: frozenset[str] = frozenset()) -> None:
        self._own = own

    def graph(self, model: Any, input_shape: tuple[Any, ...] | None = None) -> dict[str, Any]:
        """Return the graph of a model.

        Args:
            model: Any Keras model; one that was never called on anything is built first.
            input_shape: The shape of one example, for a model that does not say itself.

        Raises:
            NoGraphError: The model has no graph.
        """
        functional = as_functional(model, input_shape)
        if functional is None:
            return {
                "nodes": [],
                "inputs": [],
                "outputs": [],
                "parameters": 0,
                "trainable": 0,
                "weights": None,
            }
        layers: dict[int, int] = {}
        places: dict[int, int] = {}
        entries: list[dict[str, Any]] = []
        for node in _nodes(functional):
            for tensor in node.outputs:
                places[id(tensor)] = len(entries)
            number = layers.setdefault(id(node.operation), len(layers))
            inputs = [places[id(tensor)] for tensor in node.inputs if id(tensor) in places]
            entries.append(self._entry(node, number, inputs))
        return {
            "nodes": entries,
            "inputs": [places[id(t)] for t in _flat(functional.inputs) if id(t) in places],
            "outputs": [places[id(t)] for t in _flat(functional.outputs) if id(t) in places],
            "parameters": _count(functional.weights),
            "trainable": _count(functional.trainable_weights),
            "weights": requested_weights(model),
        }

    def _entry(self, node: Node, layer: int, inputs: list[int]) -> dict[str, Any]:
        operation = node.operation
        nested = self._inside(node)
        return {
            "op": self._op(operation) if nested is None or is_model(operation) else "Functional",
            "layer": layer,
            "inputs": inputs,
            "shape": _shape(node.outputs[0]) if node.outputs else None,
            "parameters": _count(getattr(operation, "weights", ())),
            "trainable": _count(getattr(operation, "trainable_weights", ())),
            "settings": {} if nested is not None else _settings(node),
            "training": _training(node),
            "graph": nested,
        }

    def _inside(self, node: Node) -> dict[str, Any] | None:
        """Return the graph of a nested model, or of what a layer of the student's own calls, or None."""
        operation = node.operation
        if is_model(operation):
            return self.graph(operation, _example_shape(node))
        kind = type(operation)
        is_layer = isinstance(operation, keras.layers.Layer)
        if not is_layer or (is_own(kind, self._own) and kind.__name__ != "Lambda") or len(node.inputs) != 1:
            return None
        try:
            start = keras.Input(_example_shape(node))
            graph = self.graph(keras.Model(start, kind.call(operation, start)))
        except Exception:
            return None
        return graph if graph["parameters"] == _count(operation.weights) else None

    def _op(self, operation: Any) -> str:
        kind = type(operation)
        if is_model(operation):
            return "Sequential" if isinstance(operation, keras.Sequential) else "Functional"
        if not is_own(kind, self._own):
            return f"custom:{kind.__name__}"[:MAX_CHARACTERS]
        if _is_function(operation):
            symbol = str(operation.symbol).rsplit(".", 1)[-1] if LEGACY else kind.__name__
            name = symbol.strip("_").lower()
            return _OPERATIONS.get(name, name)[:MAX_CHARACTERS]
        return str(kind.__name__)[:MAX_CHARACTERS]


def as_functional(model: Any, input_shape: tuple[Any, ...] | None) -> Any:
    """Return a model whose nodes can be read, of the same layers; None for one without layers.

    Raises:
        NoGraphError: There is none.
    """
    if isinstance(model, keras.Sequential):
        return _chained(model, input_shape)
    if getattr(model, "_nodes_by_depth", None) is not None and _flat(getattr(model, "inputs", None)):
        return model
    if input_shape is None:
        raise NoGraphError("Model (its layers can't be followed from input to output)")
    start = keras.Input(input_shape)
    return keras.Model(start, type(model).call(model, start))


def _chained(model: Any, input_shape: tuple[Any, ...] | None) -> Any:
    layers = [layer for layer in model.layers if type(layer).__name__ != "InputLayer"]
    if not layers:
        return None
    built = getattr(model, "inputs", None)
    if not built and input_shape is None:
        raise NoGraphError("Sequential (without the shape of its input)")
    start = _flat(built)[0] if built else keras.Input(input_shape)
    tensor = start
    for layer in layers:
        tensor = layer(tensor)
    return keras.Model(start, tensor)


def _nodes(functional: Any) -> Iterator[Node]:
    by_depth = functional._nodes_by_depth  # noqa: SLF001 - neither Keras has a public way
    for depth in sorted(by_depth, reverse=True):
        for node in by_depth[depth]:
            if LEGACY:
                yield Node(
                    node.layer, tuple(node.call_args), dict(node.call_kwargs),
                    list(node.keras_inputs), _flat(node.outputs),
                )  # fmt: skip
            else:
                arguments = node.arguments
                yield Node(
                    node.operation, tuple(arguments.args), dict(arguments.kwargs),
                    list(node.input_tensors), list(node.outputs),
                )  # fmt: skip


def _is_function(operation: Any) -> bool:
    if LEGACY:
        return type(operation).__name__ in {"TFOpLambda", "SlicingOpLambda"}
    return not isinstance(operation, keras.layers.Layer)


def _settings(node: Node) -> dict[str, Any]:
    if _is_function(node.operation):
        return {**_attributes(node.operation), **_constants(node)}
    try:
        config = node.operation.get_config()
    except Exception:
        return {}
    if type(config) is not dict:
        return {}
    plain = {str(k)[:MAX_CHARACTERS]: _plain(v) for k, v in config.items() if k not in _NOT_SETTINGS}
    if "activation" in plain:
        plain["activation"] = _activation(getattr(node.operation, "activation", None))
    return dict(itertools.islice(plain.items(), MAX_SETTINGS))


def _activation(function: Any) -> str:
    """Return what an activation is called; one that is set to something of its own is called otherwise."""
    name = str(getattr(function, "__name__", type(function).__name__)).removesuffix("_v2")
    if isinstance(function, keras.layers.Layer):
        usual = type(function)().get_config()
        own = {k: v for k, v in function.get_config().items() if k != "name" and v != usual.get(k)}
        name += f"({', '.join(f'{k}={_plain(v)}' for k, v in own.items())})" if own else ""
    return name[:MAX_CHARACTERS]


def _attributes(operation: Any) -> dict[str, Any]:
    """Return what an operation of Keras 3 is set to, as its layer would have it."""
    if LEGACY:
        return {}
    simple = (bool, int, float)
    return {
        name: value
        for name, value in itertools.islice(vars(operation).items(), MAX_SETTINGS)
        if not name.startswith("_") and type(value) in simple and name not in _NOT_SETTINGS
    }


def _constants(node: Node) -> dict[str, Any]:
    """Return the numbers that an operation is given beside tensors."""
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
    """Return a setting as plain data: initializers, activations and the like by their names."""
    if value is None or isinstance(value, (bool, str)):
        return value[:MAX_CHARACTERS] if isinstance(value, str) else value
    if isinstance(value, (int, float, np.number)) or (isinstance(value, np.ndarray) and value.ndim == 0):
        return value.item() if hasattr(value, "item") else value
    if isinstance(value, dict):
        return _plain(value["class_name"]) if "class_name" in value else None
    if isinstance(value, (list, tuple)) and depth < 3:  # noqa: PLR2004 - ((top, bottom), (left, right))
        return [_plain(item, depth + 1) for item in value[:MAX_ITEMS]]
    return str(getattr(value, "__name__", type(value).__name__))[:MAX_CHARACTERS]


def _training(node: Node) -> bool | None:
    value = node.kwargs.get("training")
    if value is None:
        value = next((a for a in node.args[1:] if isinstance(a, (bool, np.bool_))), None)
    return None if value is None else bool(value)


def _example_shape(node: Node) -> tuple[Any, ...] | None:
    shape = _shape(node.inputs[0]) if node.inputs else None
    return None if shape is None else tuple(shape[1:])


def _shape(tensor: Any) -> list[int | None] | None:
    try:
        return [None if n is None else int(n) for n in tensor.shape]
    except (TypeError, ValueError, AttributeError):
        return None


def _count(weights: Any) -> int:
    unique = {id(weight): weight for weight in weights}
    return sum(int(np.prod([int(n) for n in w.shape])) for w in unique.values() if "float" in str(w.dtype))


def _flat(value: Any) -> list[Any]:
    if value is None:
        return []
    if isinstance(value, (list, tuple)):
        return [part for item in value for part in _flat(item)]
    if isinstance(value, dict):
        return [part for item in value.values() for part in _flat(item)]
    return [value]


def parameters_of(function: Any) -> frozenset[str]:
    """Return the names of a function's parameters."""
    try:
        return frozenset(inspect.signature(function).parameters)
    except (TypeError, ValueError):
        return frozenset()
