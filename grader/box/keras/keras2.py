"""The adapter of Keras 2, which TensorFlow provides as `tf_keras`."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from grader.box.keras.interface import Node
from grader.box.keras.nested import flat

if TYPE_CHECKING:
    from collections.abc import Mapping


class Keras2:
    """Records calls of layers; a function on tensors becomes a layer around it."""

    package = "tf_keras"
    former_packages: tuple[str, ...] = ("keras",)
    downloads = "tf_keras.src.utils.data_utils"
    datasets = "tf_keras.src.utils.image_dataset"
    generators = "tf_keras.src.preprocessing.image"

    def __init__(self) -> None:
        self.symbolic: type = importlib.import_module("tf_keras.src.engine.keras_tensor").KerasTensor
        self.operation: Any = importlib.import_module("tf_keras.src.engine.base_layer").Layer
        self.recorded: Any = importlib.import_module("tf_keras.src.engine.node").Node

    def built(self, sequential: Any) -> Any:
        """Return the model itself."""
        return sequential

    def node(self, recorded: Any) -> Node:
        """Return a node, with its outputs in one list."""
        return Node(
            recorded.layer,
            tuple(recorded.call_args),
            dict(recorded.call_kwargs),
            list(recorded.keras_inputs),
            flat(recorded.outputs),
            recorded,
        )

    def origin(self, tensor: Any) -> Any:
        """Return the layer that a symbolic tensor comes from."""
        return getattr(getattr(tensor, "_keras_history", None), "layer", None)

    def is_function(self, operation: Any) -> bool:
        """Return whether a layer only wraps a function."""
        return type(operation).__name__ in {"TFOpLambda", "SlicingOpLambda"}

    def function_name(self, operation: Any) -> str:
        """Return the last part of the function's name in TensorFlow."""
        return str(operation.symbol).rsplit(".", 1)[-1]

    def function_attributes(self, _operation: Any) -> Mapping[str, Any]:
        """Return nothing: settings are arguments of the call."""
        return {}

    def weight_path(self, weight: Any) -> str:
        """Return a weight's name, which is its path."""
        return str(weight.name)

    def variable(self, weight: Any) -> Any:
        """Return the weight itself."""
        return weight

    def set_together(self, layer: Any) -> list[Any]:
        """Return the layer and all inside of it."""
        return list(layer._flatten_layers())  # noqa: SLF001 - there is no public way

    def given_metrics(self, model: Any) -> Any:
        """Return what is stored of them until the model is run."""
        return getattr(model.compiled_metrics, "_metrics", None)

    def prepare(self) -> None:
        """Import what its first layer would import in every box."""
        importlib.import_module("tf_keras.src.engine.base_layer_v1")

    def restore(self) -> None:
        """Do nothing: notebooks were written for this version."""
