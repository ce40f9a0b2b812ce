"""Builds arguments that can't be sent through a pipe: tensors, initializers and models from recipes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import tensorflow as tf

from grader.box.keras.library import keras
from grader.box.keras.weights import Filled

if TYPE_CHECKING:
    from collections.abc import Mapping


class Arguments:
    """Builds the arguments of one call; `inputs` are the symbolic tensors among them.

    A recipe is a dictionary of one entry: `$input` (a shape), `$tensor` (an array), `$constant` and `$filled`
    (what a block takes as `initializer`: the value, the seed), `$sequential` (rows of class and settings),
    `$initializer` (the name of a class), `$call` (a name of the program, its arguments), `$application` (a
    model of Keras' own, its settings),
    `$chain` (a functional model: the shape of its `input`, its `layers` as rows, whether it is `trainable`),
    `$output` (the name of a layer: its output in the model that was made last).
    """

    def __init__(self, namespace: Mapping[str, Any]) -> None:
        self._namespace = namespace
        self.inputs: list[Any] = []
        self._last: Any = None

    def value(self, part: Any) -> Any:
        """Return a recipe's value; anything else is its own value."""
        if type(part) is dict and len(part) == 1:
            ((tag, content),) = part.items()
            if str(tag).startswith("$"):
                return self._made(tag, content)
        if type(part) is dict:
            return {key: self.value(item) for key, item in part.items()}
        return type(part)(self.value(item) for item in part) if type(part) in {list, tuple} else part

    def _made(self, tag: str, content: Any) -> Any:
        match tag:
            case "$input":
                self.inputs.append(keras.Input(tuple(content)))
                return self.inputs[-1]
            case "$tensor":
                return tf.constant(content)
            case "$constant":
                return _as_in_a_cell(lambda seed=0: keras.initializers.Constant(content))  # noqa: ARG005
            case "$filled":
                return _as_in_a_cell(lambda seed=0: Filled(content + (seed or 0)))
            case "$sequential":
                layers = (getattr(keras.layers, name)(**settings) for name, settings in content)
                return keras.Sequential(list(layers))
            case "$initializer":
                return getattr(keras.initializers, content)
            case "$call":
                name, args = content
                function = self._namespace[name]
                if hasattr(function, "of_recipes"):  # a stub, which passes them on as they are
                    return function.of_recipes(*args)
                return function(*(self.value(argument) for argument in args))
            case "$application":
                return self._model(_application(*content))
            case "$chain":
                return self._model(_chain(**content))
            case "$output":
                return self._last.get_layer(content).output
        raise ValueError(f"no such recipe: {tag}")

    def _model(self, model: Any) -> Any:
        """Return a model whose layers later recipes name; a result that leads from its input is one of it."""
        self._last = model
        self.inputs.extend(model.inputs)
        return model


def _application(name: str, settings: Mapping[str, Any]) -> Any:
    """Return a model of Keras' own; frozen, if its settings say that it is not `trainable`."""
    made = {k: tuple(v) if isinstance(v, list) else v for k, v in settings.items() if k != "trainable"}
    model = getattr(keras.applications, name)(**made)
    model.trainable = settings.get("trainable", True)
    return model


def _chain(input: list[int], layers: list[tuple[str, dict[str, Any]]], *, trainable: bool = True) -> Any:  # noqa: A002
    """Return a functional model of layers in a row."""
    start = tensor = keras.Input(tuple(input))
    for name, settings in layers:
        tensor = getattr(keras.layers, name)(**settings)(tensor)
    model = keras.Model(start, tensor)
    model.trainable = trainable
    for layer in model.layers:
        layer.trainable = trainable
    return model


def _as_in_a_cell(function: Any) -> Any:
    """Return a function under the name that a cell's lambda has: exceptions about its arguments show it."""
    function.__qualname__ = "<lambda>"
    return function
