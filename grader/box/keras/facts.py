"""What can be said of a model whose layers are free: how it is built and compiled."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np
import tensorflow as tf

from grader.box.keras import configuration, lines
from grader.box.keras.library import adapter, is_model, keras, kind_of, layers_in, name_of
from grader.box.keras.offline import requested_weights
from grader.wire import Opaque

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MAX_LAYERS = 400
_TAIL = 6  # layers at the end that are reported one by one


def facts(model: Any) -> Any:
    """Return what a model is made of and compiled with; what there is instead, if it is none."""
    if not is_model(model):
        return Opaque(name_of(type(model)))
    layers = [layer for _, layer in zip(range(MAX_LAYERS), layers_of(model), strict=False)]
    kinds = [kind_of(layer) for layer in layers]
    return {
        "sequential": isinstance(model, keras.Sequential),
        "input": _shape(getattr(model, "input_shape", None)),
        "output": _shape(getattr(model, "output_shape", None)),
        "layers": dict(Counter(kinds)),
        "order": kinds,
        "augmentation": [kind for kind in _before(kinds, "Conv2D") if kind.startswith("Random")],
        "before_convolutions": _before(kinds, "Conv2D"),
        "scales": _scales(layers),
        "head": _head(layers),
        "tail": [_settings(layer) for layer in layers[-_TAIL:]],
        "parameters": _count(model.weights),
        "trainable": _count(model.trainable_weights),
        "weights": requested_weights(model),
        "compiled": _compiled(model),
        "lines": _lines(model, layers),
    }


def _lines(model: Any, layers: list[Any]) -> dict[str, str]:
    """Return where what a path of the facts leads to was made."""
    kinds = {f"layers.{kind_of(layer)}": lines.made_at(layer) for layer in layers}
    head = next((layer for layer in reversed(layers) if layer.weights), None)
    active = next((layer for layer in reversed(layers) if _activation(layer) != "linear"), head)
    convolution = next((layer for layer in layers if kind_of(layer) == "Conv2D"), None)
    inputs = next((layer for layer in layers_in(model) if kind_of(layer) == "InputLayer"), None)
    inputs = inputs or next(map(adapter.origin, getattr(model, "inputs", None) or ()), None)
    frozen = next((layer for layer in (*layers, *layers_in(model)) if lines.set_at(layer)), None)
    first = lines.made_at(layers[0]) if layers else ""
    return {
        **kinds,
        "layers": lines.made_at(model),
        "sequential": lines.made_at(model),
        "input": lines.made_at(inputs) or first,
        "output": lines.made_at(head),
        "head": lines.made_at(head),
        "head.activation": lines.made_at(active),
        "scales": kinds.get("layers.Rescaling", "") or lines.made_at(model),
        "before_convolutions": lines.made_at(convolution),
        "augmentation": first,
        "trainable": lines.set_at(model) or lines.set_at(frozen) or lines.made_at(model),
        "weights": lines.made_at(model),
        "parameters": lines.made_at(model),
        "compiled": lines.compiled_at(model) or lines.made_at(model),
    }


def layers_of(model: Any) -> Iterator[Any]:
    """Yield the layers that do something, those of nested models where the models stand."""
    for layer in layers_in(model):
        if is_model(layer):
            yield from layers_of(layer)
        elif kind_of(layer) != "InputLayer":
            yield layer


def _before(kinds: list[str], kind: str) -> list[str]:
    return kinds[: kinds.index(kind)] if kind in kinds else kinds


def _scales(layers: list[Any]) -> list[float]:
    """Return by what the images are multiplied on their way in."""
    return [float(np.ravel(layer.scale)[0]) for layer in layers if kind_of(layer) == "Rescaling"]


def _head(layers: list[Any]) -> dict[str, Any]:
    """Return the last layer with weights, and the activation that its result leaves the model through."""
    activation = "linear"
    for layer in reversed(layers):
        own = _activation(layer)
        activation = own if own != "linear" and activation == "linear" else activation
        if layer.weights:
            units = getattr(layer, "units", getattr(layer, "filters", None))
            kind = kind_of(layer)
            return {
                "layer": kind,
                "units": int(units) if units is not None else None,
                "activation": activation,
            }
    return {"layer": None, "units": None, "activation": activation}


def _settings(layer: Any) -> dict[str, Any]:
    """Return of a layer what a task would fix: its size, its activation, how much it drops."""
    units, rate = getattr(layer, "units", getattr(layer, "filters", None)), getattr(layer, "rate", None)
    return {
        "layer": kind_of(layer),
        "units": int(units) if isinstance(units, (int, np.integer)) else None,
        "rate": float(rate) if isinstance(rate, (int, float)) else None,
        "activation": _activation(layer),
    }


def _activation(layer: Any) -> str:
    kind = kind_of(layer)
    if kind in {"Softmax", "ReLU", "LeakyReLU", "ELU"}:
        return kind.lower()
    function = getattr(layer, "activation", None)
    name = "linear" if function is None else str(getattr(function, "__name__", type(function).__name__))
    return name.removesuffix("_v2")[:80]  # TensorFlow's own, as tf.nn.softmax


def _compiled(model: Any) -> dict[str, Any] | None:
    """Return loss, optimizer and metrics; None for a model that was not compiled."""
    if getattr(model, "optimizer", None) is None or getattr(model, "loss", None) is None:
        return None
    return {
        "loss": configuration.loss(_single(model.loss)),
        "optimizer": configuration.optimizer(model.optimizer),
        "metrics": [_accuracy(name) for name in configuration.metrics(_metrics(model))],
    }


def _accuracy(name: str) -> str:
    """Return the name of a metric; accuracy has one for each kind of labels, and one that fits any."""
    known = {"categoricalaccuracy", "sparsecategoricalaccuracy"}
    return "accuracy" if name.lower().replace("_", "") in known else name


def _single(value: Any) -> Any:
    """Return the one loss of a model with one output, however it is wrapped up."""
    if isinstance(value, dict):
        value = list(value.values())
    return value[0] if isinstance(value, (list, tuple)) and len(value) == 1 else value


def _metrics(model: Any) -> list[Any]:
    """Return the metrics as they were given to `compile`; a model knows them only when it has been run."""
    given = adapter.given_metrics(model)
    if isinstance(given, dict):
        given = list(given.values())
    items = given if isinstance(given, (list, tuple)) else [given]
    return [
        part
        for item in items
        for part in (item if isinstance(item, (list, tuple)) else [item])
        if part is not None
    ]


def variation(model: Any, probe: Mapping[str, Any], *, draws: int = 8) -> Any:
    """Return whether a model in training mode makes something else of the same images each time."""
    if not is_model(model):
        return Opaque(name_of(type(model)))
    x = tf.constant(probe["x"])
    first, *others = (np.asarray(model(x, training=True)) for _ in range(draws))
    varies = any(first.shape != other.shape or not np.array_equal(first, other) for other in others)
    return {"varies": varies, "colours": first.shape[-1] if first.ndim else 0}


def _shape(shape: Any) -> list[int | None] | None:
    """Return a shape without the batch axis; None where there are several."""
    shape = shape[0] if isinstance(shape, list) and len(shape) == 1 else shape
    if not isinstance(shape, tuple) or not all(n is None or isinstance(n, int) for n in shape):
        return None
    return list(shape[1:])


def _count(weights: Any) -> int:
    return sum(int(np.prod([int(n) for n in w.shape])) for w in {id(w): w for w in weights}.values())
