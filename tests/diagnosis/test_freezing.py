"""Faults of functions that should freeze a model, and never do."""

from __future__ import annotations

import pytest

from grader.checks import Difference
from grader.checks.difference import About
from grader.checks.places import Place, Span
from grader.diagnosis.freezing import unfrozen_fault
from grader.judging.judge import Verdict
from tests.programs import program

SOURCE = """
def f():
    model = InceptionV3()
    model.load_weights('w')
    {0}
    return model
"""
TRAINED = Difference(
    "all are trained",
    place=Place((Span("<cell 0>", 3, 3, 12, 25),)),
    about=About("trainable", 100, 0),
)


@pytest.mark.parametrize(("line", "lines"), [("pass", (3, 6)), ("model.trainable = True", None)])
def test_the_lines_that_freeze_nothing_are_those_up_to_the_return(
    line: str, lines: tuple[int, int] | None
) -> None:
    """Unless one of them sets the attribute: then that one is told."""
    definition = program(["f"], SOURCE.format(line)).definitions["f"]
    fault = unfrozen_fault(TRAINED, Verdict(function="f", definition=definition, results=(), evidence=()))
    assert (fault and (fault.line, fault.end_line)) == lines
