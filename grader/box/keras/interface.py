"""The differences between versions of Keras: each has an adapter in its own module.

Another Keras needs one more module and a row in `grader.box.keras.library`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Node:
    """One use of a layer or operation: a row of a summary."""

    operation: Any
    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    inputs: list[Any]
    outputs: list[Any]
    recorded: Any = None


class KerasAdapter(Protocol):
    """One version of Keras.

    Attributes:
        package: The package under which it is installed.
        former_packages: Packages whose imports resolve to it.
        symbolic: The class of tensors without values, as `keras.Input` returns them.
        downloads: The module whose `get_file` fetches files.
        datasets: The module whose `image_dataset_from_directory` makes datasets of folders.
        generators: The module whose `Iterator` is what generators of images are.
        operation: The class of all layers, and of functions on tensors if they are operations too.
        recorded: The class of what it records of each call.
    """

    package: str
    former_packages: tuple[str, ...]
    symbolic: type
    downloads: str
    datasets: str
    generators: str
    operation: Any
    recorded: Any

    def built(self, sequential: Any) -> Any:
        """Return the object that has the nodes of a built Sequential model."""

    def node(self, recorded: Any) -> Node:
        """Return a node as recorded by this Keras."""

    def origin(self, tensor: Any) -> Any:
        """Return the layer or operation that a symbolic tensor comes from; None for other values."""

    def is_function(self, operation: Any) -> bool:
        """Return whether an operation is a function on tensors rather than a layer."""

    def function_name(self, operation: Any) -> str:
        """Return the name of an operation that is a function on tensors."""

    def function_attributes(self, operation: Any, /) -> Mapping[str, Any]:
        """Return the settings of such an operation, as attributes."""

    def weight_path(self, weight: Any) -> str:
        """Return the names of a weight and of its owners, joined by slashes."""

    def variable(self, weight: Any, /) -> Any:
        """Return the variable of TensorFlow that a weight is stored in."""

    def set_together(self, layer: Any, /) -> list[Any]:
        """Return the layers that setting `trainable` on one sets without asking each of them."""

    def given_metrics(self, model: Any, /) -> Any:
        """Return the metrics as they were given to `compile`."""

    def prepare(self) -> None:
        """Do what makes boxes of this version faster."""

    def restore(self) -> None:
        """Restore what only this version of Keras has dropped."""
