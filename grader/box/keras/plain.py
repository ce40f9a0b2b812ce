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


def described(value: Any) -> Any:
    """Return an unexpected value as plain data, or by the name of its type."""
    if is_symbolic(value):
        return Opaque("Tensor")
    return (
        value
        if type(value) in {bool, int, float, str, type(None), np.ndarray}
        else Opaque(name_of(type(value)))
    )
