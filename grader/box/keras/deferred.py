"""Variables of Keras 3 that get their values when these are first used: most models are only described.

A network of InceptionV3's size takes most of its time for random numbers that nobody looks at. Keras has its
own initializers draw by their own seeds, so what they give does not depend on when they are called.
"""

from __future__ import annotations

import importlib
import math
from typing import Any

import tensorflow as tf

MAX_ELEMENTS = 2**27  # of all variables whose values have been put off: a model too large for the box ends it
_REPLACED = ("_initialize_with_initializer", "_direct_assign")
_OWN = frozenset({"Zeros", "Ones", "GlorotUniform", "GlorotNormal", "HeUniform", "HeNormal"})


def install() -> None:
    """Put off the values of variables from now on, if this Keras has what it takes; runs no operation."""
    core: Any = importlib.import_module("keras.src.backend.tensorflow.core")
    kind = core.Variable
    if not all(hasattr(kind, name) for name in _REPLACED):
        return
    initialize, assign = kind._initialize_with_initializer, kind._direct_assign  # noqa: SLF001 - Keras has no other place
    elements = 0

    def put_off(self: Any, initializer: Any) -> None:
        nonlocal elements
        size = math.prod(self._shape)
        is_plain = type(initializer).__name__ in _OWN and _is_keras(initializer) and self._dtype == "float32"
        if not is_plain or elements + size > MAX_ELEMENTS or not tf.executing_eagerly():
            initialize(self, initializer)
            return
        elements += size
        self.__dict__["_put_off"] = initializer

    def value(self: Any) -> Any:
        if self.__dict__.get("_put_off") is not None:
            initializer = self.__dict__.pop("_put_off")
            with tf.init_scope():
                initialize(self, initializer)
        return self.__dict__.get("_value")

    def direct_assign(self: Any, new: Any) -> None:
        if self.__dict__.get("_put_off") is None or not tf.executing_eagerly():
            assign(self, new)
        else:
            del self.__dict__["_put_off"]
            self._initialize(tf.cast(new, self._dtype))

    held = property(value, lambda self, new: self.__dict__.__setitem__("_value", new))
    for name, new in (
        ("_initialize_with_initializer", put_off),
        ("_direct_assign", direct_assign),
        ("_value", held),
    ):
        setattr(kind, name, new)


def _is_keras(initializer: Any) -> bool:
    return str(type(initializer).__module__).startswith("keras.src.initializers.")
