"""Faults that need no search."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from grader.checks import CheckResult, Evidence, Failure
from grader.diagnosis.diagnose import Wrong
from grader.diagnosis.evident import (
    evident_faults,
    exception_faults,
    result_faults_of,
    unassigned_faults,
)
from grader.diagnosis.exceptions import at_call
from grader.diagnosis.unread import unread_faults
from grader.judging.judge import Verdict
from grader.packs import Criterion
from grader.sandbox.interface import Caller, Outcome, Raised, Returned, Stopped
from tests.programs import case, program

LOOP = """
def f(x):
    while x < 3:
        y = x
    x += 1
    return y
"""
NAMES = """
def f(x):
    y = x + 1
    out = [0]
    part = y * 2
    return out
"""


def verdict(source: str, outcome: Outcome, reference: Any = 1) -> Verdict:
    """Return a verdict on `f` with one outcome."""
    evidence = (Evidence(case("f"), outcome, Returned(reference)),)
    definition = program(["f"], source).definitions["f"]
    return Verdict(function="f", definition=definition, results=(), evidence=evidence)


def wrong(source: str, outcome: Outcome, **how: Any) -> Wrong:
    """Return the same as finders take it."""
    judgement: Any = verdict(source, outcome)
    return Wrong(judgement, program(["f"], source), None, "full", **how)


def test_a_loop_that_does_not_end_has_its_lines() -> None:
    """What changes its condition behind it belongs to them."""
    (fault,) = evident_faults(wrong(LOOP, Stopped("timeout", "took too long")))
    assert (fault.line, fault.end_line, fault.message.startswith("This loop")) == (3, 5, True)


def test_a_model_is_not_a_result_of_another_kind() -> None:
    """What a probe finds is told by the checks of it."""
    assert result_faults_of(verdict(NAMES, Returned({"graph": None}), {"graph": {"nodes": []}})) == ()


@pytest.mark.parametrize(("kind", "certain"), [("NameError", True), ("ValueError", False)])
def test_only_some_exceptions_are_raised_at_the_mistake(kind: str, certain: bool) -> None:
    """A wrong value is often made elsewhere."""
    found = wrong(NAMES, Returned(1))
    judgement: Any = found.judgement
    raised = Raised((kind, "Exception"), "no", "<cell 0>", 5)
    object.__setattr__(judgement, "failed_definitions", (raised,))
    assert [(fault.line, fault.certain) for fault in exception_faults(found)] == [(5, certain)]


def test_a_variable_that_is_never_read_is_told() -> None:
    """As a possibility: something near it is missing."""
    (fault,) = unread_faults(wrong(NAMES, Returned(1)))
    assert (fault.line, fault.certain, fault.message.startswith("part is computed here")) == (5, False, True)


def test_an_own_helper_keeps_the_line_that_raised() -> None:
    """Only another graded function is called rightly or wrongly."""
    raised = Raised(("ValueError",), "", "<cell 0>", 5, (Caller("<cell 0>", 4),))
    assert at_call(raised, verdict(NAMES, Returned(1))).line == 5


def test_results_in_another_order_are_found() -> None:
    """By what they are; their `return` is wrong."""
    (fault,) = result_faults_of(verdict(NAMES, Returned(((1, 2), 3)), reference=(3, (1, 2))))
    assert (fault.line, fault.message) == (6, "The results are returned in the wrong order.")


def test_what_is_created_and_never_filled_has_a_line() -> None:
    """Where it is created."""
    source = "def f(x):\n    a = np.zeros(x)\n    return a\n"
    (fault,) = evident_faults(wrong(source, Returned(None)))
    assert (fault.kind, fault.line) == ("unfinished", 2)


def test_a_name_that_is_filled_is_no_blank() -> None:
    """The line that makes it is missing."""
    (definition,) = program(["f"], "def f(x):\n    a[0] = x\n    return a\n").definitions.values()
    assert definition.blank is None


def test_a_name_that_gets_its_value_too_late_has_both_lines() -> None:
    """Where it gets one comes first; one that never gets a value is wrong where it is used, perhaps."""
    raised = Raised(("UnboundLocalError", "NameError"), "", "<cell 0>", 3)
    late = replace(raised, message="cannot access local variable 'out' where it is not associated with it")
    never = replace(raised, message="name 'Y' is not defined")
    found = [[(f.line, f.certain) for f in unassigned_faults(failing(each))] for each in (late, never)]
    assert found == [[(4, False), (3, False)], [(3, False)]]


def test_a_name_that_is_returned_without_a_value_has_the_line_of_the_return() -> None:
    """The function does something, so it is not merely blank."""
    source = "def f(x):\n    y = made(x)\n    return y, out\n"
    (fault,) = evident_faults(wrong(source, Raised(("NameError",), "", "", 0)))
    assert (fault.kind, fault.line) == ("unfinished", 3)


def failing(raised: Raised) -> Any:
    """Return a verdict on `f`, which raised in its only case."""
    criterion = Criterion(
        id="f.a",
        kind="reference",
        points=Fraction(1),
        visibility="public",
        cases=("values",),
        part=None,
        supporting=False,
        hint=None,
        tolerances={},
    )
    known = verdict(NAMES, raised)
    failures = (Failure(replace(known.evidence[0].case, public=True), raised),)
    return replace(known, results=(CheckResult(criterion, failures),))
