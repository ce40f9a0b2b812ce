"""A model as plain data: its layers, their settings, and how they are connected.

Nothing here judges. Keras 2 and Keras 3 store their graphs differently; both are converted to the form
that `grader.checks.graphs` reads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from grader.box.keras import lines
from grader.box.keras.library import adapter, is_model, is_own, keras, known_class
from grader.box.keras.nested import flat
from grader.box.keras.nodes import as_functional, default_of, nodes_of
from grader.box.keras.offline import requested_weights
from grader.box.keras.settings import MAX_CHARACTERS, settings_of

if TYPE_CHECKING:
    from grader.box.keras.interface import Node

# Operations on tensors have the same name in every version of Keras.
_OPERATIONS = {
    "truedivide": "truediv",
    "divide": "truediv",
    "sub": "subtract",
    "mul": "multiply",
    "addv2": "add",
}


class GraphReader:
    """Reads graphs; classes of the modules in `own` count as Keras' own."""

    def __init__(self, own: frozenset[str] = frozenset()) -> None:
        self._own = own

    def graph(self, model: Any, input_shape: tuple[Any, ...] | None = None) -> dict[str, Any]:
        """Return the graph of a model.

        Args:
            model: Any Keras model; one that was never called is built first.
            input_shape: The shape of one example, for a model that does not define it.

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
                "lines": lines.made_at(model),
            }
        layers: dict[int, int] = {}
        positions: dict[int, int] = {}
        entries: list[dict[str, Any]] = []
        for node in nodes_of(functional):
            for tensor in node.outputs:
                positions[id(tensor)] = len(entries)
            number = layers.setdefault(id(node.operation), len(layers))
            inputs = [positions[id(tensor)] for tensor in node.inputs if id(tensor) in positions]
            entries.append(self._entry(node, number, inputs))
        return {
            "nodes": entries,
            "inputs": [positions[id(t)] for t in flat(functional.inputs) if id(t) in positions],
            "outputs": [positions[id(t)] for t in flat(functional.outputs) if id(t) in positions],
            "parameters": _count(functional.weights),
            "trainable": _count(functional.trainable_weights),
            "weights": requested_weights(model),
            "lines": lines.made_at(model),
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
            "settings": {} if nested is not None else settings_of(node),
            "training": _training(node),
            "graph": nested,
            "lines": lines.of_call(operation, lines.called_at(node.recorded)),
        }

    def _inside(self, node: Node) -> dict[str, Any] | None:
        """Return the graph of a nested model, or of the calls of a student's own layer, or None."""
        operation = node.operation
        if is_model(operation):
            return self.graph(operation, _example_shape(node))
        kind = known_class(operation, self._own)
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
        kind = known_class(operation, self._own)
        if is_model(operation):
            return "Sequential" if isinstance(operation, keras.Sequential) else "Functional"
        if not is_own(kind, self._own):
            return f"custom:{kind.__name__}"[:MAX_CHARACTERS]
        if adapter.is_function(operation):
            name = adapter.function_name(operation).strip("_").lower()
            return _OPERATIONS.get(name, name)[:MAX_CHARACTERS]
        return str(kind.__name__)[:MAX_CHARACTERS]


def _training(node: Node) -> bool | None:
    """Return a call's `training` argument, except for the default, which Keras 3 records too."""
    value = node.kwargs.get("training")
    if value is None:
        value = next((a for a in node.args[1:] if isinstance(a, (bool, np.bool_))), None)
    usual = default_of(getattr(type(node.operation), "call", None), "training")
    return None if value is None or value is usual else bool(value)


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
