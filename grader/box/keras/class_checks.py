"""Asks once, before boxes are forked, which common types are of which abstract class.

TensorFlow and Keras ask it of every value. Python keeps the answer, but to find it, it asks all subclasses of
the abstract class. In each box again, that would take a tenth of the time of a small model.
"""

from __future__ import annotations

import contextlib
import sys
from types import FunctionType, NoneType
from typing import TYPE_CHECKING

import numpy as np

from grader.box.keras.library import adapter, keras

if TYPE_CHECKING:
    from collections.abc import Iterator

_ABSTRACT = {
    "collections.abc": "Mapping MappingView Sequence",
    "tensorflow.python.distribute.values": "PerReplica DistributedVariable",
    "tensorflow.python.framework.composite_tensor": "CompositeTensor",
    "tensorflow.python.framework.dtypes": "DType",
    "tensorflow.python.framework.indexed_slices": "IndexedSlices",
    "tensorflow.python.framework.tensor_shape": "TensorShape",
    "tensorflow.python.framework.type_spec": "TypeSpec",
    "tensorflow.python.framework.weak_tensor": "WeakTensor",
    "tensorflow.python.ops.resource_variable_ops": "BaseResourceVariable",
    "tensorflow.python.ops.variables": "Variable",
    "tensorflow.python.types.core": "TensorProtocol",
    "tensorflow.python.util.custom_nest_protocol": "CustomNestProtocol",
}
_COMMON = {
    "tensorflow.python.framework.ops": "EagerTensor SymbolicTensor",
    "tensorflow.python.framework.tensor": "TensorSpec",
    "tensorflow.python.ops.resource_variable_ops": "ResourceVariable",
}
_PLAIN = (tuple, list, dict, str, int, float, bool, NoneType, FunctionType, np.ndarray)


def answer_in_advance() -> None:
    """Ask about the types that most models use; runs no operation of TensorFlow."""
    abstract = (*_loaded(_ABSTRACT), keras.metrics.Metric)
    for kind in (*_PLAIN, *_loaded(_COMMON), adapter.symbolic):
        for each in abstract:
            with contextlib.suppress(TypeError):  # another version may have made a protocol of it
                issubclass(kind, each)


def _loaded(names: dict[str, str]) -> Iterator[type]:
    """Yield the classes of some modules, as far as this version of TensorFlow and this Keras have them."""
    for module, classes in names.items():
        found = (getattr(sys.modules.get(module), name, None) for name in classes.split())
        yield from (each for each in found if isinstance(each, type))
