"""Settings of layers: those that matter, each in one spelling."""

from __future__ import annotations

from typing import Any

import pytest

from grader.checks.graphs.settings import SETTINGS, settings_that_matter, weights_name

FILE = "mobilenet_v2_weights_tf_dim_ordering_tf_kernels_1.0_no_top.h5"


@pytest.mark.parametrize("op", SETTINGS)
def test_what_is_not_given_is_the_default(op: str) -> None:
    """Older versions of Keras have fewer settings."""
    assert settings_that_matter(op, dict(SETTINGS[op]), 4) == settings_that_matter(op, {}, 4)


@pytest.mark.parametrize(
    ("op", "name", "value", "expected"),
    [
        ("Conv2D", "kernel_size", 3, (3, 3)),
        ("Conv2D", "strides", 2, (2, 2)),
        ("Conv2D", "padding", "SAME", "same"),
        ("Conv2D", "use_bias", 1, True),
        ("Conv2D", "data_format", None, "channels_last"),
        ("Conv2D", "kernel_initializer", "glorot_uniform", "GlorotUniform"),
        ("Conv2D", "kernel_initializer", "GlorotUniformV2", "GlorotUniform"),
        ("Conv2D", "kernel_initializer", "random_uniform", "RandomUniform"),
        ("Conv2D", "kernel_initializer", "uniform", "RandomUniform"),
        ("Conv2D", "kernel_initializer", "he_normal", "HeNormal"),
        ("MaxPooling2D", "strides", None, (2, 2)),
        ("MaxPooling2D", "pool_size", 2, (2, 2)),
        ("ZeroPadding2D", "padding", 3, ((3, 3), (3, 3))),
        ("ZeroPadding2D", "padding", (3, 2), ((3, 3), (2, 2))),
        ("ZeroPadding2D", "padding", ((1, 2), (3, 4)), ((1, 2), (3, 4))),
        ("BatchNormalization", "axis", 3, -1),
        ("BatchNormalization", "axis", (3,), -1),
        ("BatchNormalization", "axis", -1, -1),
        ("BatchNormalization", "axis", 1, -3),
        ("BatchNormalization", "axis", 7, 7),
        ("Concatenate", "axis", 3, -1),
        ("RandomRotation", "factor", 0.2, (-0.2, 0.2)),
        ("RandomFlip", "mode", "HORIZONTAL", "horizontal"),
        ("LeakyReLU", "alpha", 0.1, None),
        ("Conv2D", "kernel_regularizer", "L2", None),
        ("Dropout", "seed", 7, None),
        ("MyLayer", "units", 7, 7),
        ("MyLayer", "seed", 7, None),
    ],
)
def test_a_setting_has_one_spelling(op: str, name: str, value: Any, expected: Any) -> None:
    """None for those that do not matter."""
    assert settings_that_matter(op, {name: value}, 4).get(name) == expected


def test_a_pool_moves_by_its_size() -> None:
    """Unless it is told otherwise."""
    assert settings_that_matter("MaxPooling2D", {"pool_size": (8, 8)}, 4)["strides"] == (8, 8)


def test_a_setting_may_have_had_another_name() -> None:
    """Keras 2's `alpha` is Keras 3's `negative_slope`."""
    assert settings_that_matter("LeakyReLU", {"alpha": 0.1}, 4) == {"negative_slope": 0.1}


def test_an_axis_stays_where_the_rank_is_unknown() -> None:
    """It may be the last one or not."""
    assert settings_that_matter("Concatenate", {"axis": 3}, None) == {"axis": 3}


@pytest.mark.parametrize(
    "file",
    [
        FILE,
        FILE.replace("_no_top", "_160_no_top"),
        FILE.replace("_no_top", "_224_no_top"),
        "without_top_" + FILE.replace("_no_top", "_160_no_top"),
        "imagenet_base_model/without_top_" + FILE.replace("_no_top", "_160_no_top"),
        "C:\\models\\" + FILE,
    ],
)
def test_weights_are_the_same_for_every_size_and_course(file: str) -> None:
    """What was trained is the network, not the file."""
    assert weights_name(file) == FILE


@pytest.mark.parametrize("file", [FILE.replace("1.0", "0.5"), FILE.replace("v2", "v3"), "mine.h5", ""])
def test_other_weights_are_not(file: str) -> None:
    """Another width, another network."""
    assert weights_name(file) != FILE
