"""Weights by rule: every value depends only on a seed and the weight's role and shape.

So two models that are built in a different order or with other names get the same weights for
the same roles. Values are scaled by 1/sqrt(fan-in), so that no head saturates.
"""

from __future__ import annotations

import math
import zlib
from typing import Any

import numpy as np
import tensorflow as tf

from grader.box.keras.library import adapter, keras

_SQRT_3 = math.sqrt(3.0)  # the half-width of a uniform distribution of variance 1
_POSITIVE = ("gamma", "moving_variance")  # around 1
_KERNELS = ("kernel", "depthwise_kernel", "pointwise_kernel")


def values(seed: int, role: str, shape: tuple[int, ...]) -> np.ndarray:
    """Return the values of a weight.

    Args:
        seed: The case's seed.
        role: `kernel`, `bias`, `gamma`, `beta`, `moving_mean`, `moving_variance`, …
        shape: Its shape; for a kernel, all axes but the last are fan-in.

    Returns:
        A float32 array of that shape.
    """
    random = np.random.default_rng([seed, zlib.crc32(role.encode()), *shape])
    uniform = random.random(shape, dtype=np.float32)
    if role in _POSITIVE:
        return uniform + np.float32(0.5)
    centred = (uniform - np.float32(0.5)) * np.float32(2 * _SQRT_3)
    if role in _KERNELS:
        fan_in = math.prod(shape[:2] if role == "depthwise_kernel" else shape[:-1])
        return centred / np.float32(math.sqrt(max(fan_in, 1)))
    return centred * np.float32(0.3)


def role_of(weight: Any) -> str:
    """Return the role of a weight in its layer: the last word of its name."""
    return adapter.weight_path(weight).rsplit("/", 1)[-1].split(":")[0]


def fill(model: Any, seed: int) -> None:
    """Set every weight of a model by rule; states of random generators are left alone."""
    known: dict[tuple[str, tuple[int, ...]], np.ndarray] = {}
    depthwise = _depthwise_kernels(model)
    for weight in model.weights:
        if "float" not in str(weight.dtype):
            continue
        role = "depthwise_kernel" if id(weight) in depthwise else role_of(weight)
        key = (role, tuple(int(n) for n in weight.shape))
        if key not in known:
            known[key] = values(seed, *key)
        weight.assign(known[key])


def _depthwise_kernels(model: Any) -> set[int]:
    """Return the ids of depthwise kernels, which Keras 3 names like any other."""
    kinds = (keras.layers.DepthwiseConv1D, keras.layers.DepthwiseConv2D)
    layers = model._flatten_layers()  # noqa: SLF001 - neither Keras has a public way
    found = (weight for layer in layers if isinstance(layer, kinds) for weight in layer.weights)
    return {id(weight) for weight in found if role_of(weight).endswith("kernel")}


class Filled(keras.initializers.Initializer):  # type: ignore[misc]
    """An initializer that sets kernels by rule, which exposes a block that ignores it."""

    def __init__(self, seed: int = 0) -> None:
        self.seed = seed

    def __call__(self, shape: Any, dtype: Any = None, **_: Any) -> Any:
        """Return the values for a shape."""
        return tf.constant(values(self.seed, "kernel", tuple(int(n) for n in shape)), dtype or "float32")

    def get_config(self) -> dict[str, Any]:
        """Return its configuration."""
        return {"seed": self.seed}
