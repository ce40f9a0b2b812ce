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
    `$call` (a name of the program, its arguments).
    """

    def __init__(self, namespace: Mapping[str, Any]) -> None:
        self._namespace = namespace
        self.inputs: list[Any] = []

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
                return lambda seed=0: keras.initializers.Constant(content)  # noqa: ARG005 - the course's call
            case "$filled":
                return lambda seed=0: Filled(content + (seed or 0))
            case "$sequential":
                layers = (getattr(keras.layers, name)(**settings) for name, settings in content)
                return keras.Sequential(list(layers))
            case "$call":
                name, args = content
                return self._namespace[name](*(self.value(argument) for argument in args))
        raise ValueError(f"no such recipe: {tag}")
