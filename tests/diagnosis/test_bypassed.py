"""Layers that a function makes and its model has not."""

from __future__ import annotations

import pytest

from grader.diagnosis.bypassed import helper_fault, other_model_faults, overwritten_fault
from grader.judging.judge import Verdict
from tests.programs import program

HELPER = """
def f(x):
    def branch(tensor):
        y = Conv2D(8, 3)(tensor)
        return {0}
    return Add()([branch(x), x])
"""
MODEL = """
def f(x):
    base = MobileNetV2()
    model = Model(x, base(x))
    return {0}
"""
CHAIN = """
def f(x):
    y = Conv2D(8, 3)(x)
    y = Flatten()({0})
    return Model(x, y)
"""


@pytest.mark.parametrize(("returned", "line"), [("tensor", 5), ("x", 5), ("y", None)])
def test_a_helper_that_gives_back_what_it_was_passed_is_told(returned: str, line: int | None) -> None:
    """Nothing that it makes is used; one that gives what it has made is right."""
    fault = helper_fault(program(["f"], HELPER.format(returned)).definitions["f"], ())
    assert (fault and fault.line) == line


@pytest.mark.parametrize("change", ["tensor.trainable = False", "compiled(tensor)"])
def test_a_helper_that_changes_what_it_was_passed_may_give_it_back(change: str) -> None:
    """Its value is another one then."""
    source = HELPER.format("tensor").replace("y = Conv2D(8, 3)(tensor)", change)
    assert helper_fault(program(["f"], source).definitions["f"], ()) is None


@pytest.mark.parametrize(("returned", "lines"), [("base", [5]), ("model", [])])
def test_the_return_of_another_model_than_the_last_is_told(returned: str, lines: list[int]) -> None:
    """The last model is never used."""
    definition = program(["f"], MODEL.format(returned)).definitions["f"]
    verdict = Verdict(function="f", definition=definition, results=(), evidence=())
    assert [fault.line for fault in other_model_faults(verdict)] == lines


@pytest.mark.parametrize(("taken", "line"), [("x", 4), ("y", None)])
def test_a_value_that_is_lost_is_told_where_it_is_replaced(taken: str, line: int | None) -> None:
    """A chain of layers that begins anew leaves out the ones before."""
    fault = overwritten_fault(program(["f"], CHAIN.format(taken)).definitions["f"])
    assert (fault and fault.line) == line
