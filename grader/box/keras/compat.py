"""Restores names and legacy behaviour of TensorFlow 2.3 to 2.16 that Keras has dropped.

`restore` runs once in the nursery, before any submission; it defines and wraps, and runs no operation.
"""

from __future__ import annotations

import functools
import importlib
import importlib.abc
import importlib.machinery
import inspect
import sys
import types
from typing import TYPE_CHECKING, Any

import tensorflow as tf

from grader.box.keras import drawing
from grader.box.keras.library import adapter, keras

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_PREPROCESSING = ("Random", "Center", "Rescaling", "Resizing", "Normalization", "Discretization", "Hashing")
_FORMER = ("tensorflow.python.keras", "tensorflow.keras", "tensorflow.contrib.keras")
_LIKELY = (
    "layers",
    "models",
    "utils",
    "optimizers",
    "initializers",
    "activations",
    "losses",
    "preprocessing",
)
_POOLINGS = ("MaxPooling2D", "AveragePooling2D", "MaxPooling1D", "AveragePooling1D")


def restore() -> None:
    """Restore the names and behaviour that Keras had in the course's environment, in this process."""
    sys.meta_path.insert(0, _FormerModules((*_FORMER, *adapter.former_packages)))
    _forget(_FORMER[0])
    sys.meta_path.append(_FormerModules(("keras",)))  # for parts that the installed version lacks
    for namespace in (keras, importlib.import_module(adapter.package)):
        _restore_experimental_layers(namespace)
        _restore_learning_phase(namespace)
    drawing.leave_out(keras, importlib.import_module(adapter.package))
    keras.__version__ = importlib.import_module(adapter.package).__version__
    _restore_learning_rate()
    _restore_private_tensorflow()
    adapter.restore()
    for name in _POOLINGS:
        _wrap_init(getattr(keras.layers, name), _as_pooling_was)
    for name in ("Conv2D", "Dense"):
        _wrap_init(getattr(keras.layers, name), _with_whole_numbers)


def _forget(root: str) -> None:
    """Make imports of TensorFlow's bundled older Keras resolve to the current one."""
    for name in [n for n in sys.modules if n == root or n.startswith(f"{root}.")]:
        del sys.modules[name]
    importlib.import_module(root)


class _FormerModules(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds modules of Keras by their former names: the current module, or where its content moved."""

    def __init__(self, roots: Sequence[str]) -> None:
        self._roots = roots

    def find_spec(
        self, fullname: str, _path: Sequence[str] | None, _target: types.ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """Handle every module below a former name."""
        if not any(fullname == root or fullname.startswith(f"{root}.") for root in self._roots):
            return None
        return importlib.machinery.ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> types.ModuleType:
        """Create a module with Keras's current attributes for that name, or else those found elsewhere."""
        root = next(r for r in self._roots if spec.name == r or spec.name.startswith(f"{r}."))
        modules = [keras]
        for part in spec.name.removeprefix(root).split(".")[1:]:
            modules.append(getattr(modules[-1], part, None))
        module = types.ModuleType(spec.name)
        if modules[-1] is not None:
            public = {k: v for k, v in vars(modules[-1]).items() if not k.startswith("__")}
            module.__dict__.update({k: v for k, v in public.items() if not isinstance(v, types.ModuleType)})
        module.__dict__["__getattr__"] = functools.partial(_anywhere, modules[-1])
        return module

    def exec_module(self, module: types.ModuleType) -> None:
        """Do nothing: the module is already complete."""


def _anywhere(first: Any, name: str) -> Any:
    """Return an attribute of a module of Keras, or else of one of the likely others."""
    parts = (first, *(getattr(keras, part, None) for part in _LIKELY), keras)
    for part in parts:
        is_public = name == "__version__" or not name.startswith("__")
        if part is not None and is_public and hasattr(part, name):
            return getattr(part, name)
    raise AttributeError(name)


def _restore_private_tensorflow() -> None:
    """Make `tf.python.keras` Keras, and leave the rest of `tf.python` unchanged."""
    if not hasattr(tf, "python"):
        python = types.ModuleType("tensorflow.python")
        python.keras = keras  # type: ignore[attr-defined]
        python.__getattr__ = functools.partial(getattr, importlib.import_module("tensorflow.python"))  # type: ignore[method-assign]
        tf.python = python


def _restore_experimental_layers(namespace: Any) -> None:
    """Restore the preprocessing layers under `layers.experimental.preprocessing`."""
    layers = namespace.layers
    if hasattr(layers, "experimental") and hasattr(layers.experimental, "preprocessing"):
        return
    preprocessing = types.ModuleType(f"{adapter.package}.layers.experimental.preprocessing")
    for name in dir(keras.layers):
        if name.startswith(_PREPROCESSING):
            setattr(preprocessing, name, getattr(keras.layers, name))
    experimental = types.ModuleType(f"{adapter.package}.layers.experimental")
    experimental.preprocessing = preprocessing  # type: ignore[attr-defined]
    layers.experimental = experimental


def _restore_learning_rate() -> None:
    """Make optimizers accept `lr=`, which newer ones refuse or ignore, and give them an attribute `lr`."""
    for name in dir(keras.optimizers):
        kind = getattr(keras.optimizers, name)
        if isinstance(kind, type) and issubclass(kind, keras.optimizers.Optimizer):
            _wrap_init(kind, _with_learning_rate)
            if not hasattr(kind, "lr"):
                kind.lr = property(lambda self: self.learning_rate)  # type: ignore[attr-defined]


def _restore_learning_phase(namespace: Any) -> None:
    for name in ("set_learning_phase", "learning_phase", "clear_learning_phase"):
        if not hasattr(namespace.backend, name):
            setattr(namespace.backend, name, lambda *_: 0)


def _with_learning_rate(kwargs: dict[str, Any]) -> dict[str, Any]:
    if "lr" in kwargs:
        kwargs.setdefault("learning_rate", kwargs.pop("lr"))
    return kwargs


def _as_pooling_was(kwargs: dict[str, Any]) -> dict[str, Any]:
    if isinstance(kwargs.get("padding"), str):
        kwargs["padding"] = kwargs["padding"].lower()
    return kwargs


def _with_whole_numbers(kwargs: dict[str, Any]) -> dict[str, Any]:
    """Treat `filters=8.0` as 8."""
    for key in ("filters", "units"):
        value = kwargs.get(key)
        if isinstance(value, float) and value.is_integer():
            kwargs[key] = int(value)
    return kwargs


def _wrap_init(kind: Any, fix: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    """Make a class fix its keyword arguments first; the pooling window is 2 again by default."""
    original = kind.__init__
    pools = kind.__name__.endswith(("Pooling1D", "Pooling2D"))

    @functools.wraps(original)
    def init(self: Any, *args: Any, **kwargs: Any) -> None:
        first = args[:1]
        if fix is _with_whole_numbers and first and isinstance(first[0], float):  # filters, units
            args = (int(first[0]) if first[0].is_integer() else first[0], *args[1:])
        kwargs = fix(kwargs)
        if pools and not args:
            kwargs.setdefault("pool_size", 2)
        original(self, *args, **kwargs)

    init.__signature__ = inspect.signature(original)  # type: ignore[attr-defined]
    kind.__init__ = init


def import_parts() -> None:
    """Import what TensorFlow and Keras import lazily, so that not every box has to."""
    for part in ("applications", "datasets", "preprocessing", "losses", "metrics", "models", "regularizers"):
        getattr(keras, part, None)
    for name in ("tensorflow.python.framework.ops", f"{adapter.package}.src.applications.mobilenet_v2"):
        importlib.import_module(name)
    _ = tf.data.Dataset, tf.io.gfile, tf.random
