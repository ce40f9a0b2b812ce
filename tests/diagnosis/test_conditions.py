"""Conditions that a constant decides."""

from __future__ import annotations

import pytest

from grader.diagnosis.conditions import constant_conditions
from grader.sandbox.interface import Returned
from tests.diagnosis.test_evident import verdict

SOURCE = "def f(x):\n    y = x\n    if {0}:\n        y = 2\n    return y\n"


@pytest.mark.parametrize(
    ("condition", "word"), [("True", "true"), ('x == "max" or "average"', "true"), ("x and not 1", "false")]
)
def test_a_condition_that_a_constant_decides_is_told(condition: str, word: str) -> None:
    """As one of several explanations."""
    (fault,) = constant_conditions(verdict(SOURCE.format(condition), Returned(2)))
    assert (fault.line, fault.certain) == (3, False)
    assert f"always {word}" in fault.message


def test_other_conditions_are_not_told() -> None:
    """They depend on something."""
    assert not constant_conditions(verdict(SOURCE.format('x == "max" or x'), Returned(2)))
