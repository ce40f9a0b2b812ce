"""The adapter of Keras 3, a separate package with several backends, and operations besides layers."""

from __future__ import annotations

import functools
import importlib
import inspect
from typing import TYPE_CHECKING, Any

import tensorflow as tf

from grader.box.keras import deferred
from grader.box.keras.interface import Node

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

# TensorFlow functions, and the operations of Keras 3 that do the same to symbolic tensors.
_SYMBOLIC_FUNCTIONS = (
    ("tf.nn", "relu", "relu"), ("tf.nn", "relu6", "relu6"), ("tf.nn", "softmax", "softmax"),
    ("tf.nn", "sigmoid", "sigmoid"), ("tf", "sigmoid", "sigmoid"), ("tf", "add", "add"),
    ("tf.math", "add", "add"), ("tf", "multiply", "multiply"), ("tf", "subtract", "subtract"),
    ("tf", "concat", "concatenate"), ("tf", "reshape", "reshape"), ("tf.math", "sigmoid", "sigmoid"),
)  # fmt: skip


class Keras3:
    """Records calls of operations, of which layers are one kind."""

    package = "keras"
    former_packages: tuple[str, ...] = ()
    downloads = "keras.src.utils.file_utils"
    datasets = "keras.src.utils.image_dataset_utils"
    generators = "keras.src.legacy.preprocessing.image"

    def __init__(self) -> None:
        # Not the type of an instance: creating one would start a thread, which a forked box would lack.
        self.symbolic: type = tf.keras.KerasTensor
        self.operation: Any = importlib.import_module("keras.src.ops.operation").Operation
        self.recorded: Any = importlib.import_module("keras.src.ops.node").Node

    def built(self, sequential: Any) -> Any:
        """Return the functional model inside the model."""
        return getattr(sequential, "_functional", None)

    def node(self, recorded: Any) -> Node:
        """Return a node."""
        arguments = recorded.arguments
        return Node(
            recorded.operation,
            tuple(arguments.args),
            dict(arguments.kwargs),
            list(recorded.input_tensors),
            list(recorded.outputs),
            recorded,
        )

    def origin(self, tensor: Any) -> Any:
        """Return the operation that a symbolic tensor comes from."""
        return getattr(getattr(tensor, "_keras_history", None), "operation", None)

    def is_function(self, operation: Any) -> bool:
        """Return whether an operation is not a layer."""
        return not isinstance(operation, tf.keras.layers.Layer)

    def function_name(self, operation: Any) -> str:
        """Return the name of the operation's class."""
        return type(operation).__name__

    def function_attributes(self, operation: Any) -> Mapping[str, Any]:
        """Return the attributes of an operation, which include its settings."""
        attributes: Mapping[str, Any] = vars(operation)
        return attributes

    def weight_path(self, weight: Any) -> str:
        """Return a weight's path, since its name does not include the layer."""
        return str(weight.path)

    def variable(self, weight: Any) -> Any:
        """Return what is inside of it."""
        return weight.value

    def set_together(self, layer: Any) -> list[Any]:
        """Return the layer only: those inside of it are set one by one."""
        return [layer]

    def given_metrics(self, model: Any) -> Any:
        """Return what is stored of them until the model is run."""
        return getattr(getattr(model, "_compile_metrics", None), "_user_metrics", None)

    def prepare(self) -> None:
        """Put off the values of variables."""
        deferred.install()

    def restore(self) -> None:
        """Restore the shapes of layers, and make TensorFlow functions accept symbolic tensors."""
        layer = tf.keras.layers.Layer
        layer.output_shape = property(lambda self: tuple(self.output.shape))
        layer.input_shape = property(lambda self: tuple(self.input.shape))
        for place, name, operation in _SYMBOLIC_FUNCTIONS:
            module = functools.reduce(getattr, place.split(".")[1:], tf)
            function, other = getattr(module, name), getattr(tf.keras.ops, operation)
            setattr(module, name, _on_symbolic(function, other, self.symbolic))


def _on_symbolic(
    function: Callable[..., Any], operation: Callable[..., Any], symbolic: type
) -> Callable[..., Any]:
    """Return a function that passes symbolic tensors to an operation of Keras."""

    @functools.wraps(function)
    def call(*args: Any, **kwargs: Any) -> Any:
        parts = [
            part for a in (*args, *kwargs.values()) for part in (a if isinstance(a, (list, tuple)) else [a])
        ]
        if not any(isinstance(part, symbolic) for part in parts):
            return function(*args, **kwargs)
        bound = inspect.signature(function).bind(*args, **kwargs)  # parameters have different names in Keras
        bound.arguments.pop("name", None)
        return operation(*bound.args, **bound.kwargs)

    return call
