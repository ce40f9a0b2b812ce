"""Attributes that Keras does not know."""

from __future__ import annotations

from grader.diagnosis.misspelled import misspelled_faults
from grader.judging.judge import Verdict
from tests.programs import program


def test_a_misspelled_attribute_has_its_line() -> None:
    """Other attributes are none of it."""
    source = (
        "def f(m):\n    m.trainble = False\n    m.trainable = True\n    m.training = 1\n    m.name = ''\n"
    )
    definition = program(["f"], source).definitions["f"]
    verdict = Verdict(function="f", definition=definition, results=(), evidence=())
    assert [fault.line for fault in misspelled_faults(verdict)] == [2]
