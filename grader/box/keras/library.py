"""The version of Keras in this process, and access to its parts."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

import tensorflow as tf

from grader.box.keras.keras2 import Keras2
from grader.box.keras.keras3 import Keras3

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from grader.box.keras.interface import KerasAdapter

ADAPTERS: Mapping[str, Callable[[], KerasAdapter]] = {"2": Keras2, "3": Keras3}  # by major version

keras: Any = tf.keras
# What a class may have whose layers compute nothing else than those of the class that it is based on.
_SAYS_NOTHING = frozenset(
    {"__init__", "__module__", "__doc__", "__qualname__", "__annotations__", "__firstlineno__"}
    | {"__static_attributes__", "_tf_decorator", "__dict__", "__weakref__", "__parameters__"}
)


def _adapter() -> KerasAdapter:
    """Return the adapter of the Keras that TensorFlow uses in this process."""
    package = importlib.import_module(keras.Model.__module__.split(".", 1)[0])
    return ADAPTERS[package.__version__.split(".", 1)[0]]()


adapter = _adapter()


def is_own(kind: type, also: frozenset[str] = frozenset()) -> bool:
    """Return whether a class belongs to Keras or to one of the modules in `also`."""
    module = str(getattr(kind, "__module__", ""))
    return module.split(".", 1)[0] == adapter.package or module in also


def kind_of(layer: Any, also: frozenset[str] = frozenset()) -> Any:
    """Return the class of a layer; of Keras, where a student's own only chooses how its layers are made."""
    kind = type(layer)
    for each in kind.__mro__:
        if is_own(each, also):
            return kind if each is keras.layers.Layer else each
        if not _SAYS_NOTHING.issuperset(vars(each)):
            break
    return kind


def is_symbolic(value: Any) -> bool:
    """Return whether a value is a symbolic tensor, as `keras.Input` returns them."""
    return isinstance(value, adapter.symbolic)


def is_model(value: Any) -> bool:
    """Return whether a value is a Keras model."""
    return isinstance(value, keras.Model)


def name_of(kind: type) -> str:
    """Return the name of a class, truncated to the limit of a message."""
    return str(getattr(kind, "__name__", "object"))[:80]
