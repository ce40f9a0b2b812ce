"""Laws about models."""

from __future__ import annotations

from typing import Any

import pytest

from grader.checks.difference import Difference
from grader.checks.rules.models import learns, loss_fits, rate, trains
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
    assert list(loss_fits({"labels": "binary"}, facts, None, CASE)) == [
        Difference("the model is not compiled")
    ]


@pytest.mark.parametrize(
    ("value", "learnt"),
    [
        ({"before": 0.7, "after": 0.6, "varies": True}, True),
        ({"before": 0.7, "after": 0.6, "varies": False}, False),
        ({"before": 0.7, "after": 0.7, "varies": True}, False),
        ({"before": float("nan"), "after": 0.1}, False),
        ({"before": 1, "after": 0}, False),
        ({}, False),
        (None, False),
    ],
)
def test_a_model_learns_where_its_loss_gets_smaller(value: Any, *, learnt: bool) -> None:
    """And where both losses are numbers, and images make a difference."""
    assert (list(learns({}, value, None, CASE)) == []) is learnt


@pytest.mark.parametrize(
    ("training", "trained"),
    [
        ({"first": 3.0, "highest": 3.0, "steps": 1, "stride": 0.1}, True),
        ({"first": 0.7, "highest": 900.0, "steps": 6, "stride": 2.0}, True),
        ({"first": 0.7, "highest": 2e12, "steps": 1, "stride": 0.1}, False),
        ({"first": 0.7, "highest": 900.0, "steps": 1, "stride": 9.0}, False),
        ({"first": 0.7, "highest": 900.0, "steps": 1, "stride": float("inf")}, False),
        ({"first": 3.0, "highest": float("inf"), "steps": 1, "stride": 0.1}, False),
        ({"first": 3.0, "highest": float("inf"), "steps": 6, "stride": 0.1, "rate": 0.1}, True),
        ({"first": 3.0, "highest": float("inf"), "steps": 6, "stride": 0.1, "rate": 5.0}, False),
        ({"first": 3.0, "highest": 4e12, "steps": 6, "stride": 0.1, "rate": None}, False),
        ({"first": 3.0, "highest": 900.0, "steps": 1, "stride": 9.0, "rate": 0.1}, False),
        ({"first": 3.0, "highest": "3", "steps": 1, "stride": 0.1}, False),
        ({"first": 3.0, "highest": 3.0, "steps": 6, "stride": 0.0}, False),
        ({"first": 3.0, "highest": 3.0, "steps": 0, "stride": 0.0}, True),
        ({}, False),
        (None, False),
    ],
)
def test_a_model_trains_where_it_changes_and_its_loss_comes_back(training: Any, *, trained: bool) -> None:
    """One that was too large to be tried breaks no rule; at a usual rate it may go astray by chance."""
    rule = {"times": 1e12, "stride": 5, "usual": 1}
    assert (list(trains(rule, {"training": training}, None, CASE)) == []) is trained


@pytest.mark.parametrize(
    ("learning_rate", "usual"),
    [(0.001, True), (None, True), (1.0, True), (0.0, False), (10.0, False), ("1", False)],
)
def test_a_learning_rate_is_within_bounds(learning_rate: Any, *, usual: bool) -> None:
    """A schedule's is not known."""
    compiled = {"optimizer": {"learning_rate": learning_rate}}
    found = list(rate({"least": 1e-9, "most": 1}, {"compiled": compiled}, None, CASE))
    assert (found == []) is usual


@pytest.mark.parametrize(
    ("optimizer", "learning_rate", "usual"),
    [("SGD", 1.0, True), ("Adadelta", 1.0, True), ("RMSprop", 0.1, True), ("RMSprop", 1.0, False)],
)
def test_steps_as_long_as_their_rate_have_a_smaller_one(
    optimizer: str, learning_rate: float, *, usual: bool
) -> None:
    """Known by the optimizer's name, so that no draw decides."""
    compiled = {"optimizer": {"class": optimizer, "learning_rate": learning_rate}}
    found = list(rate({"least": 1e-9, "most": 1}, {"compiled": compiled}, None, CASE))
    assert (found == []) is usual


@pytest.mark.parametrize(
    ("learning_rate", "told"),
    [
        (0.0, "with a learning rate of 0.0, training changes nothing"),
        (-0.1, "the learning rate is -0.1: each step would make the loss larger, so it has to be above 0"),
        (
            1000.0,
            "a learning rate of 1000.0 is far too large: each step would overshoot, and nothing is learned",
        ),
        ("fast", "the learning rate is fast, which is not a number"),
    ],
)
def test_a_learning_rate_out_of_bounds_is_told_as_a_teacher_would(learning_rate: Any, told: str) -> None:
    """By what it does to training, without the bounds."""
    compiled = {"optimizer": {"learning_rate": learning_rate}}
    assert list(rate({"least": 1e-9, "most": 1}, {"compiled": compiled}, None, CASE)) == [told]
