"""Results as plain data, which can be sent through a pipe."""

from __future__ import annotations

from typing import Any

import numpy as np
import tensorflow as tf

from grader.box.keras.library import is_symbolic, name_of
from grader.wire import Opaque


def array_of(value: Any) -> Any:
    """Return the array of a tensor; anything else as `described`."""
    return np.asarray(value) if isinstance(value, tf.Tensor) else described(value)


def values_of(value: Any) -> Any:
    """Return a result with every eager tensor as an array, in tuples, lists and dictionaries too."""
    if type(value) in {tuple, list}:
        return type(value)(values_of(item) for item in value)
    if type(value) is dict:
        return {key: values_of(item) for key, item in value.items()}
    if isinstance(value, (tf.Tensor, tf.Variable)) and not is_symbolic(value):
        return np.asarray(value)
    return Opaque("Tensor") if is_symbolic(value) else value


def described(value: Any) -> Any:
    """Return an unexpected value as plain data, or by the name of its type."""
    if is_symbolic(value):
        return Opaque("Tensor")
    return (
        value
        if type(value) in {bool, int, float, str, type(None), np.ndarray}
        else Opaque(name_of(type(value)))
    )
