"""Weights by rule: seed, role and shape say everything."""

# ruff: noqa: E501 - lines of students' code

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.box.keras.inside import KINDS, batch, output

if TYPE_CHECKING:
    from grader.sandbox.interface import Runtime
    from grader.sandbox.machine import Machine

X = batch(2, 6, 6, 3)
MODEL = """
def f():
    a, b = {first}
    layers = dict([a, b])
    i = tf.keras.Input((6, 6, 3))
    x = tfl.BatchNormalization()(layers['conv'](i))
    return tf.keras.Model(i, layers['dense'](tfl.Flatten()(x)))
"""
CONV, DENSE = "('conv', tfl.Conv2D(4, 3))", "('dense', tfl.Dense(5))"


def kernel(runtime: Runtime, layer: str, shape: tuple[int, ...]) -> np.ndarray:
    """Return the kernel of a layer without bias, row by row, from what it makes of unit vectors."""
    size = int(np.prod(shape))
    x = np.eye(size, dtype=np.float32).reshape(size, *shape)
    source = f"def f(): return tf.keras.Sequential([tf.keras.Input({shape}), {layer}])"
    return np.asarray(output(runtime, source, x)).reshape(size, -1)


def test_the_order_of_creation_means_nothing(keras: Runtime) -> None:
    """Nor what a layer is numbered by it."""
    outputs = [output(keras, MODEL.format(first=f"{a}, {b}"), X) for a, b in ((CONV, DENSE), (DENSE, CONV))]
    assert np.array_equal(*outputs)


def test_names_mean_nothing(keras: Runtime) -> None:
    """Not even misleading ones."""
    named = CONV.replace("3)", "3, name='head')")
    outputs = [output(keras, MODEL.format(first=f"{a}, {DENSE}"), X) for a in (CONV, named)]
    assert np.array_equal(*outputs)


def test_the_initializer_means_nothing(keras: Runtime) -> None:
    """It is looked at as a setting."""
    zeros = CONV.replace("3)", "3, kernel_initializer='zeros')")
    outputs = [output(keras, MODEL.format(first=f"{a}, {DENSE}"), X) for a in (CONV, zeros)]
    assert np.array_equal(*outputs)


def test_the_same_seed_gives_the_same(keras: Runtime) -> None:
    """In every box."""
    outputs = [output(keras, MODEL.format(first=f"{CONV}, {DENSE}"), X) for _ in range(2)]
    assert np.array_equal(*outputs)


def test_another_seed_gives_other_values(keras: Runtime) -> None:
    """Nobody can prepare for all."""
    outputs = [output(keras, MODEL.format(first=f"{CONV}, {DENSE}"), X, seed=s) for s in (1, 2)]
    assert not np.allclose(*outputs, atol=1e-2)


@pytest.mark.parametrize(
    "source", [MODEL.format(first=f"{CONV}, {DENSE}"), MODEL.format(first=f"{DENSE}, {CONV}")]
)
def test_both_kerases_have_the_same_weights(machine: Machine, source: str) -> None:
    """One reference could answer for both."""
    outputs = [output(machine.provider(kind), source, X) for kind in KINDS]
    assert np.allclose(*outputs, rtol=1e-4, atol=1e-4)


def test_layers_of_one_shape_have_the_same_weights(keras: Runtime) -> None:
    """Nothing tells them apart."""
    source = (
        "def f():\n    i = tf.keras.Input((3,))\n"
        "    return tf.keras.Model(i, tfl.Subtract()([tfl.Dense(4)(i), tfl.Dense(4)(i)]))"
    )
    assert not np.any(output(keras, source, batch(2, 3)))


@pytest.mark.parametrize(
    ("layer", "shape", "fan_in"),
    [
        ("tfl.Dense(64, use_bias=False)", (16,), 16),
        ("tfl.Dense(64, use_bias=False)", (100,), 100),
        ("tfl.Conv2D(64, 3, use_bias=False)", (3, 3, 4), 36),
        ("tfl.Conv2D(64, 2, use_bias=False)", (2, 2, 25), 100),
    ],
)
def test_kernels_are_scaled_by_what_comes_in(
    keras: Runtime, layer: str, shape: tuple[int, ...], fan_in: int
) -> None:
    """So that the output is as wide as the input, and no head saturates."""
    assert kernel(keras, layer, shape).std() == pytest.approx(fan_in**-0.5, rel=0.06)


@pytest.mark.parametrize(
    "layer",
    [
        "tfl.DepthwiseConv2D(5, use_bias=False)",
        "tf.keras.Sequential([tfl.DepthwiseConv2D(5, use_bias=False)])",
    ],
)
def test_a_depthwise_kernel_sees_one_channel(keras: Runtime, layer: str) -> None:
    """Its fan-in is the window's, however deep in the model it is: MobileNet has many of them."""
    values = kernel(keras, layer, (5, 5, 8))
    assert values[values != 0].std() == pytest.approx(1 / 5, rel=0.1)


def test_scale_and_variance_are_around_one(keras: Runtime) -> None:
    """A negative variance has no root."""
    source = "def f(): return tf.keras.Sequential([tf.keras.Input((50,)), tfl.BatchNormalization()])"
    low, high = output(keras, source, np.stack([np.zeros(50), np.ones(50)]).astype(np.float32))
    slopes = high - low  # gamma / sqrt(variance)
    assert (slopes.min() > 0.4, slopes.max() < 2.2, slopes.std() > 0.1) == (True, True, True)


def test_a_bias_is_not_zero(keras: Runtime) -> None:
    """A layer without one shows."""
    source = "def f(): return tf.keras.Sequential([tf.keras.Input((3,)), tfl.Dense(8)])"
    assert np.all(output(keras, source, np.zeros((1, 3), np.float32)) != 0)


def test_random_generators_are_left_alone(keras: Runtime) -> None:
    """Their states are weights, but no numbers of the model's."""
    source = (
        "def f():\n    return tf.keras.Sequential([tf.keras.Input((3,)), tfl.Dropout(0.5), "
        "tfl.GaussianNoise(1.0), tfl.Dense(2)])"
    )
    plain = "def f(): return tf.keras.Sequential([tf.keras.Input((3,)), tfl.Dense(2)])"
    assert np.array_equal(*(output(keras, s, batch(2, 3)) for s in (source, plain)))


def test_a_deep_network_still_tells_its_inputs_apart(keras: Runtime) -> None:
    """A check of its values would see nothing otherwise."""
    source = (
        "def f():\n    base = tf.keras.applications.MobileNetV2(input_shape=(32, 32, 3), include_top=False, weights=None)\n"
        "    i = tf.keras.Input((32, 32, 3))\n"
        "    return tf.keras.Model(i, tfl.Dense(1)(tfl.GlobalAveragePooling2D()(base(i, training=False))))"
    )
    x = np.stack([np.zeros((32, 32, 3)), batch(32, 32, 3) / 3]).astype(np.float32)
    assert abs(np.subtract(*output(keras, source, x))) > 5e-3
