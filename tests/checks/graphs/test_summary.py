"""Summaries: a row of text for each layer."""

from __future__ import annotations

from typing import Any

import pytest

from grader.checks.graphs import graph_differences, summary_rows
from tests.checks.graphs.networks import IMAGENET, Network, chain, happy, residual, transfer, without

HAPPY = happy()


def table(actual: Any, expected: Any) -> list[tuple[str, str, str]]:
    """Return label, actual and expected row of the samples."""
    difference = next(graph_differences(actual, expected))
    return [(label, difference.actual[label], row) for label, row in difference.expected.items()]


def test_a_chain() -> None:
    """Type, output shape, parameters, main settings."""
    assert summary_rows(HAPPY) == [
        "InputLayer (64,64,3) 0",
        "ZeroPadding2D (70,70,3) 0 ((3,3),(3,3))",
        "Conv2D (64,64,32) 4736 (7,7) (1,1) valid",
        "BatchNormalization (64,64,32) 128",
        "ReLU (64,64,32) 0",
        "MaxPooling2D (32,32,32) 0 (2,2) (2,2) valid",
        "Flatten (32768,) 0",
        "Dense (1,) 32769 sigmoid",
    ]


def test_nested_models() -> None:
    """One without weights is its layers."""
    imagenet = IMAGENET.replace("_160", "")
    assert summary_rows(transfer()) == [
        "InputLayer (16,16,3) 0",
        "RandomFlip (16,16,3) 0 horizontal",
        "RandomRotation (16,16,3) 0 (-0.2,0.2)",
        "Rescaling (16,16,3) 0 scale=0.00784314 offset=-1",
        f"Model (14,14,4) 128 training=False 0 trainable {imagenet}",
        "GlobalAveragePooling2D (4,) 0",
        "Dropout (4,) 0 0.2",
        "Dense (1,) 5 linear",
    ]


@pytest.mark.parametrize(
    ("layer", "row"),
    [
        (("BatchNormalization", {"momentum": 0.9}), "BatchNormalization (4,4,3) 0 momentum=0.9"),
        (("ReLU", {"max_value": 6}), "ReLU (4,4,3) 0 max_value=6"),
        (("Activation", {"activation": "tanh"}), "Activation tanh (4,4,3) 0"),
        (("custom:Mine", {"a": 1}), "your own Mine (4,4,3) 0 a=1"),
        (("getitem", {}), "getitem (4,4,3) 0"),
    ],
)
def test_other_settings_have_names(layer: tuple[str, dict[str, Any]], row: str) -> None:
    """Where they are not the default."""
    assert summary_rows(chain(layer))[1] == row


def test_an_initializer_and_a_frozen_layer() -> None:
    """Both are seen."""
    net = Network()
    net.conv(net.input(4, 4, 3), 2, kernel_initializer="RandomUniform", trainable=0)
    assert summary_rows(net.graph())[1] == "Conv2D (4,4,2) 8 (1,1) (1,1) valid RandomUniform frozen"


def test_a_long_setting_is_cut() -> None:
    """A student can choose it."""
    assert len(summary_rows(chain(("custom:Mine", {"a": list(range(1000))})))[1]) < 120


def test_rows_stand_side_by_side() -> None:
    """A missing one after the number that it follows."""
    rows = table(without(HAPPY, 3), HAPPY)
    assert [label for label, _, _ in rows] == ["input", "1", "2", "after 2", "3", "4", "5", "6"]
    assert rows[3] == ("after 2", "-", "BatchNormalization (64,64,32) 128")
    assert rows[4] == ("3", "ReLU (64,64,32) 0", "ReLU (64,64,32) 0")


def test_several_missing_rows_have_labels_of_their_own() -> None:
    """Labels are keys."""
    rows = table(without(without(HAPPY, 4), 3), HAPPY)
    assert [label for label, _, _ in rows][2:5] == ["2", "after 2", "after 2 (2)"]


def test_a_row_too_many() -> None:
    """The reference has none."""
    assert table(HAPPY, without(HAPPY, 3))[3] == ("3", "BatchNormalization (64,64,32) 128", "-")


def test_an_activation_of_a_layers_own_has_a_label() -> None:
    """The number is its layer's."""
    fused, plain = Network(), Network()
    fused.conv(fused.input(8, 8, 3), 4, activation="relu")
    plain.conv(plain.input(8, 8, 3), 4)
    labels = [label for label, *_ in table(fused.graph(), plain.graph())]
    assert labels == ["input", "1", "1, activation"]


def test_an_empty_model_beside_the_whole() -> None:
    """By the reference's numbers."""
    net = Network()
    rows = table(net.graph() | {"outputs": []}, HAPPY)
    assert [label for label, _, _ in rows] == ["input", *map(str, range(1, 8))]
    assert {actual for _, actual, _ in rows} == {"-"}


@pytest.mark.parametrize(("index", "first", "last"), [(1, "input", "10"), (20, "15", "25"), (12, "7", "17")])
def test_a_long_table_is_a_window(index: int, first: str, last: str) -> None:
    """Around the first row that differs."""
    graph = residual(blocks=3)
    rows = table(without(graph, index), graph)
    assert (len(rows), rows[0][0], rows[-1][0]) == (12, first, last)
