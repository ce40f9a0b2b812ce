"""The Keras of this process: which one it is, and where its parts are."""

from __future__ import annotations

import importlib
import os
from typing import Any

import tensorflow as tf

keras: Any = tf.keras
LEGACY = os.environ.get("TF_USE_LEGACY_KERAS") == "1"
PACKAGE = "tf_keras" if LEGACY else "keras"
# Not the type of one that is made: making it starts a thread, which would not live on in a forked box.
_symbolic: Any = (
    importlib.import_module("tf_keras.src.engine.keras_tensor").KerasTensor if LEGACY else keras.KerasTensor
)


def is_own(kind: type, also: frozenset[str] = frozenset()) -> bool:
    """Tell whether a class is Keras' own, or of one of the modules in `also`."""
    module = str(getattr(kind, "__module__", ""))
    return module.split(".", 1)[0] == PACKAGE or module in also


def is_symbolic(value: Any) -> bool:
    """Tell whether a value is a tensor without values, as `keras.Input` makes them."""
    return isinstance(value, _symbolic)


def is_model(value: Any) -> bool:
    """Tell whether a value is a Keras model."""
    return isinstance(value, keras.Model)


def name_of(kind: type) -> str:
    """Return the name of a class, in as many characters as may cross."""
    return str(getattr(kind, "__name__", "object"))[:80]
