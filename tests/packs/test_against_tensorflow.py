"""The reference of `convolution-step-by-step` against TensorFlow's own layers."""

from __future__ import annotations

import os
import warnings
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from tests.packs.references import hidden_of, solution

if TYPE_CHECKING:
    from grader.packs import Case

pytestmark = pytest.mark.xdist_group("tensorflow")


@pytest.fixture(scope="module")
def tf() -> Any:
    """Return TensorFlow, imported in the tests of this module only: it takes seconds."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return pytest.importorskip("tensorflow")


def close(actual: Any, expected: Any, case: Case) -> bool:
    """Tell whether two arrays agree as well as the dtype of the case allows."""
    within = 1e-4 if case.group == "float32" else 1e-10
    return np.shape(actual) == np.shape(expected) and np.allclose(actual, expected, rtol=within, atol=within)


def convolved(tf: Any, A_prev: Any, W: Any, b: Any, hparameters: dict[str, int]) -> Any:
    """Return a convolution by tf.nn."""
    pad = hparameters["pad"]
    padded = tf.pad(A_prev, [[0, 0], [pad, pad], [pad, pad], [0, 0]])
    return tf.nn.conv2d(padded, W, strides=hparameters["stride"], padding="VALID") + b


def pooled(tf: Any, A_prev: Any, hparameters: dict[str, int], mode: str = "max") -> Any:
    """Return a pooling by tf.nn."""
    pool = tf.nn.max_pool2d if mode == "max" else tf.nn.avg_pool2d
    return pool(
        tf.convert_to_tensor(A_prev), ksize=hparameters["f"], strides=hparameters["stride"], padding="VALID"
    )


def test_conv_forward_is_a_convolution_layer(tf: Any) -> None:
    """For every hidden case."""
    wrong = [
        case.id
        for case in hidden_of("conv_forward")
        if not close(solution()["conv_forward"](*case.args)[0], convolved(tf, *case.args), case)
    ]
    assert wrong == []


def test_pool_forward_is_a_pooling_layer(tf: Any) -> None:
    """For every hidden case, in both modes."""
    wrong = [
        case.id
        for case in hidden_of("pool_forward")
        if not close(
            solution()["pool_forward"](*case.args, **case.kwargs)[0],
            pooled(tf, *case.args, **case.kwargs),
            case,
        )
    ]
    assert wrong == []


def test_conv_backward_is_the_gradient_of_a_convolution_layer(tf: Any) -> None:
    """By its input, its filters and its biases."""
    wrong = []
    for case in hidden_of("conv_backward"):
        dZ, (*arrays, hparameters) = case.args
        variables = [tf.Variable(array) for array in arrays]
        with tf.GradientTape() as tape:
            loss = tf.reduce_sum(dZ * convolved(tf, *variables, hparameters))
        gradients = tape.gradient(loss, variables)
        actual = solution()["conv_backward"](*case.args)
        pairs = zip(actual, gradients, strict=True)
        wrong += [(case.id, part) for part, (a, g) in enumerate(pairs) if not close(a, g.numpy(), case)]
    assert wrong == []


def test_pool_backward_is_the_gradient_of_a_pooling_layer(tf: Any) -> None:
    """In both modes."""
    wrong = []
    for case in hidden_of("pool_backward"):
        dA, (A_prev, hparameters), *mode = case.args
        variable = tf.Variable(A_prev)
        with tf.GradientTape() as tape:
            loss = tf.reduce_sum(dA * pooled(tf, variable, hparameters, *mode, **case.kwargs))
        expected = tf.convert_to_tensor(tape.gradient(loss, variable)).numpy()
        if not close(solution()["pool_backward"](*case.args, **case.kwargs), expected, case):
            wrong.append(case.id)
    assert wrong == []


def test_zero_pad_is_a_padding(tf: Any) -> None:
    """Of height and width."""
    wrong = [
        case.id
        for case in hidden_of("zero_pad")
        if not close(
            solution()["zero_pad"](*case.args),
            tf.keras.layers.ZeroPadding2D(case.args[1], dtype=case.args[0].dtype.name)(case.args[0]),
            case,
        )
    ]
    assert wrong == []
