"""Laws about models."""

from __future__ import annotations

from typing import Any

import pytest

from grader.checks.rules.models import learns, loss_fits
from grader.packs import Case

CASE = Case("f.case#1", "f", "case", ())


def said(labels: str, units: Any, activation: Any, loss: Any, *, logits: Any = False) -> list[str]:
    """Return what is said of a model."""
    head = {"layer": "Dense", "units": units, "activation": activation}
    compiled = {"loss": {"class": loss, "from_logits": logits}}
    return list(loss_fits({"labels": labels}, {"head": head, "compiled": compiled}, None, CASE))


@pytest.mark.parametrize(
    ("labels", "units", "activation", "loss", "logits"),
    [
        ("binary", 1, "sigmoid", "BinaryCrossentropy", False),
        ("binary", 1, "linear", "BinaryCrossentropy", True),
        ("binary", 1, "sigmoid", "BinaryCrossentropy", True),
        ("binary", 2, "softmax", "SparseCategoricalCrossentropy", False),
        ("int", 26, "softmax", "SparseCategoricalCrossentropy", False),
        ("int", 26, "linear", "SparseCategoricalCrossentropy", True),
        ("categorical", 24, "softmax", "CategoricalCrossentropy", False),
        ("categorical", 24, "softmax", "CategoricalCrossentropy", True),
    ],
)
def test_a_loss_that_fits(labels: str, units: int, activation: str, loss: str, logits: bool) -> None:
    """Keras uses the logits that an activation keeps."""
    assert said(labels, units, activation, loss, logits=logits) == []


@pytest.mark.parametrize(
    ("labels", "units", "activation", "loss", "logits"),
    [
        ("binary", 1, "linear", "BinaryCrossentropy", False),
        ("binary", 1, "softmax", "BinaryCrossentropy", False),
        ("binary", 1, "relu", "BinaryCrossentropy", True),
        ("binary", 1, "sigmoid", "MeanSquaredError", False),
        ("binary", 2, "softmax", "BinaryCrossentropy", False),
        ("int", 26, "softmax", "CategoricalCrossentropy", False),
        ("int", 26, "sigmoid", "SparseCategoricalCrossentropy", False),
        ("categorical", 24, "softmax", "SparseCategoricalCrossentropy", False),
        ("binary", None, None, None, None),
        ("binary", [], {}, [], "yes"),
    ],
)
def test_a_loss_that_does_not_fit(labels: str, units: Any, activation: Any, loss: Any, logits: Any) -> None:
    """Or that is none."""
    assert said(labels, units, activation, loss, logits=logits) != []


@pytest.mark.parametrize("facts", [{}, {"compiled": None, "head": {}}, [], "model", {"head": {"units": 1}}])
def test_a_model_that_is_not_compiled_has_no_loss(facts: Any) -> None:
    """Whatever came in the place of its facts."""
    assert list(loss_fits({"labels": "binary"}, facts, None, CASE)) == ["the model is not compiled"]


@pytest.mark.parametrize(
    ("value", "learnt"),
    [
        ({"before": 0.7, "after": 0.6}, True),
        ({"before": 0.7, "after": 0.7}, False),
        ({"before": float("nan"), "after": 0.1}, False),
        ({"before": 1, "after": 0}, False),
        ({}, False),
        (None, False),
    ],
)
def test_a_model_learns_where_its_loss_gets_smaller(value: Any, *, learnt: bool) -> None:
    """And where both losses are numbers."""
    assert (list(learns({}, value, None, CASE)) == []) is learnt
