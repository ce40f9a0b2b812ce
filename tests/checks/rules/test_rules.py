"""One rule at a time: what holds is silent, what is missing or strange breaks it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from grader.checks.rules import broken_rules
from grader.packs import Case, Tolerance
from grader.wire import Opaque

CASE = Case("f.case#1", "f", "case", ())
FACTS = {
    "size": [150, 150],
    "high": 1.0,
    "kind": "binary",
    "metrics": ["accuracy"],
    "layers": {"Conv2D": 3},
    "loss": {"class": "BinaryCrossentropy"},
    "none": None,
}


def broken(rule: dict[str, Any], actual: Any = FACTS, expected: Any = FACTS) -> list[str]:
    """Return what is said of a rule."""
    found = broken_rules([rule], actual, expected, CASE, Tolerance(1e-6, 1e-6))
    return [difference.message for difference in found]


@pytest.mark.parametrize(
    "rule",
    [
        {"at": "size", "is": [150, 150]},
        {"at": "size", "same": True},
        {"at": "high", "least": 0.5, "most": 1.001},
        {"at": "kind", "among": ["binary", "int"]},
        {"at": "kind", "not": "categorical"},
        {"at": "metrics", "contains": "accuracy"},
        {"at": "metrics", "least": 1},
        {"at": "metrics.0", "is": "accuracy"},
        {"at": "layers.Conv2D", "least": 3},
        {"at": "layers.MaxPooling2D", "most": 2},
        {"at": ["loss", "class"], "is": "BinaryCrossentropy"},
        {"at": "none", "not": 0.0},
        {"at": "none", "is": None},
        {"at": ".", "contains": "size"},
    ],
    ids=str,
)
def test_what_holds_is_silent(rule: dict[str, Any]) -> None:
    """Whatever the rule looks at."""
    assert broken(rule) == []


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ({"at": "size", "is": [120, 120]}, "size is (150, 150), but should be (120, 120)"),
        ({"at": "high", "most": 0.5}, "high is 1.0, but should be at most 0.5"),
        ({"at": "kind", "among": ["int"]}, "kind is binary, but should be one of int"),
        ({"at": "kind", "not": "binary"}, "kind is binary, but should be not binary"),
        ({"at": "metrics", "contains": "loss"}, "metrics is accuracy, but should be with loss"),
        ({"at": "layers.Dense", "least": 1}, "layers Dense is 0, but should be at least 1"),
        ({"at": "color.mode", "is": "rgb"}, "color mode is not known"),
        ({"at": "kind", "least": 1}, "kind is binary, but should be at least 1"),
        ({"at": "high", "most": 0.5, "name": "its top"}, "its top is 1.0, but should be at most 0.5"),
        ({"at": "high", "most": 0.5, "say": "{actual} is too high"}, "1.0 is too high"),
    ],
    ids=str,
)  # fmt: skip
def test_what_does_not_hold_is_told(rule: dict[str, Any], message: str) -> None:
    """By the rule's own sentence where it has one."""
    assert broken(rule) == [message]


@pytest.mark.parametrize("value", [float("nan"), "1", True, None, Opaque("Tensor"), 10**30])
def test_a_strange_value_is_within_no_bounds(value: Any) -> None:
    """No evidence is never a pass."""
    assert broken({"at": "high", "least": 0, "most": 10}, {"high": value}) != []


def test_what_is_no_value_at_all_breaks_every_rule_once() -> None:
    """It is told what came in its place."""
    assert broken({"at": "size", "is": 1}, Opaque("NoneType")) == [
        "return is an object of type NoneType, which is not what the task asks for"
    ]


def test_what_lacks_a_place_says_what_is_there_instead() -> None:
    """A generator that is none, inside of a pair."""
    assert broken({"at": "train.size", "is": 1}, {"train": Opaque("list")}) == [
        "train size is not known, because an object of type list was returned in its place"
    ]


@pytest.mark.parametrize("strange", [float("nan"), np.zeros(2), [np.zeros(2)]], ids=["NaN", "array", "list"])
@pytest.mark.parametrize("rule", [{"not": 0.0}, {"among": [0.0, [1.0]]}, {"contains": 1.0}], ids=str)
def test_what_is_strange_breaks_a_rule(strange: Any, rule: dict[str, Any]) -> None:
    """A program may have put anything into what a box says; a list of something is not 0."""
    assert bool(broken({"at": "high", "say": "no", **rule}, {"high": strange})) is (
        type(strange) is not list or "not" not in rule
    )
