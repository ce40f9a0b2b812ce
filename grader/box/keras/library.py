"""The version of Keras in this process, and access to its parts."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

import tensorflow as tf

from grader.box.keras.keras2 import Keras2
from grader.box.keras.keras3 import Keras3

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

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


def _subclasses(base: type) -> Iterator[type]:
    """Yield a class of Keras and those that it makes of it."""
    yield base
    kinds: list[type] = base.__subclasses__()
    for kind in kinds:
        if is_own(kind):
            yield from _subclasses(kind)


# As they are before any code of a student's runs. They are found by identity: whatever else a class says of
# itself, such as its name and module, or whether it equals another, can be made up.
_layers: dict[int, type] = {id(kind): kind for kind in _subclasses(keras.layers.Layer)}
_names = frozenset(kind.__name__ for kind in _layers.values())
_lists = {key: vars(kind)["layers"].fget for key, kind in _layers.items() if "layers" in vars(kind)}
_mro: Any = type.__dict__["__mro__"]
_members: Any = type.__dict__["__dict__"]


def kind_of(layer: Any) -> str:
    """Return the name of a layer's class; a class that only bears the name of one of Keras' is told apart."""
    kind = known_class(layer)
    name = name_of(kind)
    return name if id(kind) in _layers or name not in _names else f"{name} (not of Keras)"


def layers_in(model: Any) -> list[Any]:
    """Return a model's layers as Keras lists them."""
    own = next((_lists[id(kind)] for kind in _mro.__get__(type(model)) if id(kind) in _lists), None)
    return list(model.layers if own is None else own(model))


def known_class(layer: Any, also: frozenset[str] = frozenset()) -> Any:
    """Return the class of a layer; of Keras, where a student's own only chooses how its layers are made."""
    kind = type(layer)
    for each in _mro.__get__(kind):
        if is_own(each, also):
            return kind if each is keras.layers.Layer else each
        if not _SAYS_NOTHING.issuperset(_members.__get__(each)):
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
