"""Calls of helpers whose code is elsewhere, as layers: the shape is right, the values are no one's.

A stub asks the grader what the reference's helper returns, and gets a shape. Its layer computes something of
that shape from its input by a fixed rule, so a model with such layers can be run, trained and compared with
the reference's model, whose calls of the same helpers are recorded in the same way.
"""

from __future__ import annotations

import builtins
import functools
import inspect
import math
import zlib
from contextlib import contextmanager
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np
import tensorflow as tf

from grader import wire
from grader.box.keras.arguments import Arguments
from grader.box.keras.library import is_model, is_symbolic, keras, name_of
from grader.box.keras.nested import flat

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    Shape = tuple[int | None, ...]

RECIPES = frozenset({"$input", "$tensor", "$initializer", "$sequential"})


class RecordedCall(keras.layers.Layer):  # type: ignore[misc]
    """A call of a helper; subclasses have the helper's name.

    `stands_for_weights` tells whether it replaces a layer with weights: it has none itself.
    """

    def __init__(
        self, arguments: Mapping[str, Any], shape_for: Callable[[Shape], Shape], name: str | None = None
    ) -> None:
        super().__init__(name=name)
        self.shape_for = shape_for
        self.stands_for_weights = False
        self.settings: Callable[[], dict[str, Any]] = lambda: dict(arguments)  # Keras wraps dictionaries

    def call(self, inputs: Any) -> Any:
        """Return values of the right shape that depend on the inputs, the helper and its arguments."""
        return _values(inputs if isinstance(inputs, (list, tuple)) else [inputs], self)

    def compute_output_shape(self, input_shape: Any) -> Any:
        """Return the shape of the result."""
        first = input_shape[0] if isinstance(input_shape, list) else input_shape
        return (first[0], *self.shape_for(tuple(first[1:])))

    def get_config(self) -> dict[str, Any]:
        """Return the arguments of the call."""
        return self.settings()


def asking(
    name: str,
    ask: Callable[[bytes], bytes],
    _known: Mapping[bytes, bytes] = MappingProxyType({}),
) -> Callable[..., Any]:
    """Return a stub of a helper, which asks the grader about each call."""

    def asked(**request: Any) -> dict[str, Any]:
        found = wire.decode(ask(wire.encode({"helper": name, **request})))
        if "raised" in found:
            raise getattr(builtins, found["raised"])(f"{name} can't be called with these arguments")
        return dict(found)

    def recorded(args: tuple[Any, ...], kwargs: Mapping[str, Any], tensors: list[Any]) -> Any:
        request = {"args": args, "kwargs": kwargs}
        found = asked(**request)
        if "returned" in found:
            return Arguments({}).value(found["returned"])

        def shape_for(on: Shape) -> Shape:
            return tuple(found["shape"] or asked(**request, on=list(on))["shape"])

        def layer(shape_for: Callable[[Shape], Shape] = shape_for, called: str | None = None) -> Any:
            kind = type(name, (RecordedCall,), {"__module__": __name__})
            return kind(found["arguments"], shape_for, called)

        if tensors:
            return layer()(tensors if len(tensors) > 1 else tensors[0])
        return _hollow(found, layer) if found["rows"] else _alone(found["input"], layer())

    @functools.wraps(recorded)
    def helper(*args: Any, **kwargs: Any) -> Any:
        tensors = [part for part in flat([args, kwargs]) if is_symbolic(part)]
        sent = tuple(map(_sent, args)), {name: _sent(value) for name, value in kwargs.items()}
        return recorded(*sent, tensors)

    helper.__name__ = helper.__qualname__ = name
    helper.__module__ = "__main__"
    vars(helper)["of_recipes"] = lambda *args: recorded(args, {}, [])
    return helper


def answer(function: Callable[..., Any], request: Mapping[str, Any], program: Mapping[str, Any]) -> bytes:
    """Call a function of the reference, and encode what a stub may know of its result.

    Raises:
        Exception: Whatever the function raises.
        TooLargeError: The result exceeds the limits of a message.
    """
    given = request["args"], request["kwargs"]
    _require_known_recipes(given)
    made = Arguments(program)
    args, kwargs = made.value(given[0]), made.value(given[1])
    with _applications() as applications:
        result = function(*args, **kwargs)
    facts: dict[str, Any] = {"shape": None, "rows": [], "input": None}
    if "on" in request:
        facts["shape"] = _shape(result(keras.Input(tuple(request["on"]))))
    elif is_symbolic(result):
        facts["shape"] = _shape(result)
    elif is_model(result):
        facts["rows"] = _rows(result, applications)
        inputs = flat(getattr(result, "inputs", None))
        facts["input"] = _shape(inputs[0]) if inputs else None
    else:
        return wire.encode({"returned": {"$tensor": np.asarray(result)} if tf.is_tensor(result) else result})
    return wire.encode({**facts, "arguments": _bound(function, *given)})


@tf.autograph.experimental.do_not_convert  # type: ignore[untyped-decorator]
def _values(inputs: Any, layer: RecordedCall) -> Any:
    """Return values for a recorded call: those of the inputs, spread over its shape and scaled."""
    shape = layer.shape_for(tuple(inputs[0].shape[1:]))
    sizes = [_size(each.shape[1:]) for each in inputs]
    wanted, known = _size(shape), sum(filter(None, sizes))
    if wanted is None or None in sizes:
        return inputs[0]
    parts = [tf.reshape(tf.cast(each, tf.float32), (-1, n)) for each, n in zip(inputs, sizes, strict=True)]
    spread = tf.gather(tf.concat(parts, axis=1), np.arange(wanted) * known // wanted, axis=1)
    seed = zlib.crc32(repr((type(layer).__name__, sorted(layer.settings().items()))).encode())
    factors = 1 + np.cos(np.arange(wanted) + seed % 1000) / 4
    return tf.reshape(spread * factors.astype(np.float32), (-1, *shape))


def _alone(shape: list[int | None] | None, layer: RecordedCall) -> Any:
    """Return a sequential model of one layer."""
    return keras.Sequential([layer] if shape is None else [keras.Input(tuple(shape)), layer])


def _hollow(found: Mapping[str, Any], layer: Callable[..., Any]) -> Any:
    """Return a model of as many layers as the helper's; only those from Keras' own models are real."""
    start = tensor = keras.Input(tuple(found["input"]))
    for row in found["rows"]:
        if row["application"] is None:
            call = layer(lambda _, shape=tuple(row["shape"]): shape, row["name"])
            call.stands_for_weights, call.trainable = row["weights"], row["trainable"]
            tensor = call(tensor)
        else:
            base = Arguments({}).value({"$application": row["application"]})
            base.trainable = row["trainable"]
            tensor = base(tensor, training=False)
    return keras.Model(start, tensor)


def _rows(model: Any, applications: Mapping[int, list[Any]]) -> list[dict[str, Any]]:
    """Return what is reported of the layers of a model around one of Keras' own; nothing of other models."""
    layers = [layer for layer in model.layers if type(layer).__name__ != "InputLayer"]
    if not any(id(layer) in applications for layer in layers):
        return []
    shapes = [
        _shape(flat(layer.get_output_at(0) if hasattr(layer, "get_output_at") else layer.output)[0])
        for layer in layers
    ]
    return [
        {
            "name": str(layer.name),
            "shape": shape,
            "application": applications.get(id(layer)),
            "trainable": bool(layer.trainable),
            "weights": bool(layer.weights),
        }
        for layer, shape in zip(layers, shapes, strict=True)
    ]


@contextmanager
def _applications() -> Iterator[dict[int, list[Any]]]:
    """Note the models of Keras' own that are made meanwhile, by name and settings."""
    made: dict[int, list[Any]] = {}
    kept: list[Any] = []  # so that no id is used again
    before = {name: value for name, value in vars(keras.applications).items() if inspect.isfunction(value)}

    def noting(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def call(*args: Any, **kwargs: Any) -> Any:
            kept.append(function(*args, **kwargs))
            made[id(kept[-1])] = [name, inspect.signature(function).bind(*args, **kwargs).arguments]
            return kept[-1]

        return call

    for name, function in before.items():
        setattr(keras.applications, name, noting(name, function))
    try:
        yield made
    finally:
        for name, function in before.items():
            setattr(keras.applications, name, function)


def _bound(function: Callable[..., Any], args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> dict[str, Any]:
    """Return the arguments of a call by parameter, defaults included, tensors left out."""
    bound = inspect.signature(function).bind(*args, **kwargs)
    bound.apply_defaults()
    return {name: _told(value) for name, value in bound.arguments.items() if not _is_recipe(value, "$input")}


def _told(value: Any) -> Any:
    """Return an argument as a setting."""
    if _is_recipe(value, "$initializer"):
        return value["$initializer"]
    if isinstance(value, (list, tuple)):
        return [_told(item) for item in value]
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    return _initializer_name(value) or name_of(type(value))


def _sent(value: Any) -> Any:
    """Return an argument as the grader gets it: tensors by shape, initializers by name."""
    if is_symbolic(value):
        return {"$input": _shape(value)}
    if tf.is_tensor(value):
        return {"$tensor": np.asarray(value)}
    if isinstance(value, (list, tuple)):
        return type(value)(map(_sent, value)) if type(value) in {list, tuple} else list(map(_sent, value))
    name = _initializer_name(value)
    return {"$initializer": name} if name else value


def _initializer_name(value: Any) -> str | None:
    names = (name for name, known in vars(keras.initializers).items() if known is value)
    return min(names, default=None) if isinstance(value, type) else None


def _require_known_recipes(value: Any) -> None:
    """Refuse other recipes: a student's code may have written the request.

    Raises:
        ValueError: There is one.
    """
    if isinstance(value, dict):
        if any(str(key).startswith("$") and key not in RECIPES for key in value):
            raise ValueError("no such recipe")
        value = list(value.values())
    for item in value if isinstance(value, (list, tuple)) else ():
        _require_known_recipes(item)


def _is_recipe(value: Any, tag: str) -> bool:
    return type(value) is dict and list(value) == [tag]


def _shape(tensor: Any) -> list[int | None]:
    return [None if n is None else int(n) for n in tensor.shape[1:]]


def _size(shape: Any) -> int | None:
    return None if any(n is None for n in shape) else math.prod(int(n) for n in shape)
