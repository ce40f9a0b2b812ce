"""Faults of functions that return no model, one without a shape, or one that is not compiled."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from grader.checks import CheckResult, Difference, Evidence, Failure
from grader.checks.difference import COMPILED, About
from grader.diagnosis.no_model import no_model_faults
from grader.judging.judge import Verdict
from grader.packs import Case, Criterion
from grader.sandbox.interface import Returned
from grader.wire import Opaque
from tests.programs import program

CASE = Case("f.layers#1", "f", "layers", (), {}, public=True, probe={})
SOURCE = """
def f():
    model = Sequential([
        Conv2D(8, 3),
    ])
    head = Dense(1)
    model.compile('adam')
    return {}
"""
UNSHAPED = "Sequential (without the shape of its input)"


def found(source: str, value: Any, part: str = "") -> list[tuple[int | None, int | None, bool]]:
    """Return the lines of the faults of `f`, if its model is described so and a check is about a part."""
    criterion = Criterion(
        id="f.a",
        kind="rules",
        points=Fraction(1),
        visibility="public",
        cases=("layers",),
        part="facts",
        supporting=False,
        hint=None,
        tolerances={},
    )
    verdict = Verdict(
        function="f",
        definition=program(["f"], source).definitions["f"],
        results=(CheckResult(criterion, (Failure(CASE, Difference("it is wrong", about=About(part))),)),),
        evidence=(Evidence(CASE, Returned({"facts": value}), Returned({"facts": {}})),),
    )
    return [(fault.line, fault.end_line, fault.certain) for fault in no_model_faults(verdict)]


@pytest.mark.parametrize(("returned", "certain"), [("head", True), ("model", False)])
def test_what_is_no_model_leads_to_the_return(returned: str, certain: bool) -> None:
    """It is wrong for certain if the function made a model and returns something else."""
    assert found(SOURCE.format(returned), Opaque("Dense")) == [(8, 8, certain)]


def test_what_a_method_without_a_result_gives_is_the_fault() -> None:
    """`model = model.compile(...)` loses the model."""
    source = SOURCE.replace("    model.compile", "    model = model.compile").format("model")
    assert found(source, None) == [(7, 7, True)]


def test_a_model_without_a_shape_leads_to_its_first_layer() -> None:
    """The shape is missing there."""
    assert found(SOURCE.format("model"), Opaque(UNSHAPED)) == [(3, 4, True)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (SOURCE.replace("    model.compile('adam')\n", "").format("model"), (6, 7, True)),
        (SOURCE.replace("model.compile", "head.compile").format("model"), (7, 7, False)),
        (SOURCE.format("head"), (8, 8, True)),
    ],
)
def test_a_model_that_is_not_compiled(source: str, expected: tuple[int, int, bool]) -> None:
    """The call is missing before the return, is made on something else, or another thing is returned."""
    assert found(source, {}, COMPILED) == [expected]
