"""Samples of values as tables."""

from __future__ import annotations

from typing import Any

from grader.report.formats.samples import FOLLOWS, LAYERS, LEFT_OUT, SAME, WRONG, Samples, samples_of
from tests.reports import check

ACTUAL = {
    "input": "InputLayer (64,64,3) 0",
    "1": "Conv2D (64,64,32) 4736 (7,7) (1,1) same",
    "2": "ReLU (64,64,32) 0",
    "after 2": "-",
}
EXPECTED = {
    "input": "InputLayer (64,64,3) 0",
    "1": "Conv2D (58,58,32) 4736 (7,7) (1,1) valid",
    "2": "ReLU (58,58,32) 0",
    "after 2": "your own Layer (3,) 0",
}


def table(actual: dict[str, Any], expected: dict[str, Any], kind: str = "layers") -> Samples:
    found = samples_of(check("f.a", "failed", kind=kind, actual=actual, expected=expected))
    assert found is not None
    return found


def test_layers_have_columns() -> None:
    """Their type may have several words, their settings any number."""
    found = table(ACTUAL, EXPECTED)
    assert found.columns == LAYERS
    assert [" ".join(word.text for word in cell) for cell in found.rows[3].expected] == [
        "your own Layer",
        "(3,)",
        "0",
        "",
    ]


def test_a_size_that_follows_from_an_earlier_layer_is_not_wrong() -> None:
    """Only the layer that causes it is, and one that is missing."""
    assert [row.status for row in table(ACTUAL, EXPECTED).rows] == [SAME, WRONG, FOLLOWS, WRONG]


def test_the_words_that_differ_are_marked() -> None:
    """Not the whole layer."""
    row = table(ACTUAL, EXPECTED).rows[1]
    assert [word.text for cell in row.actual for word in cell if word.differs] == ["(64,64,32)", "same"]


def test_far_rows_are_left_out() -> None:
    """With an ellipsis."""
    values = {f"return[{n}]": n for n in range(9)}
    near = table(values | {"return[4]": 0}, values, "seeded").around_the_fault()
    labels = ["…", "return[3]", "return[4]", "return[5]", "…"]
    assert [row.label for row in near.rows] == labels
    assert near.rows[0].status == LEFT_OUT


def test_what_is_no_layer_is_a_value() -> None:
    """Whatever the kind of the check."""
    assert table({"return": "a"}, {"return": "b"}).columns == ()


def test_without_samples_there_is_no_table() -> None:
    """The message says it."""
    assert samples_of(check("f.a", "failed")) is None
