"""Faults of models whose cause has no line."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from grader.checks import CheckResult, Difference, Evidence, Failure
from grader.diagnosis.unlocated import (
    chosen_by_text_faults,
    fixed_mode_faults,
    unchanging_faults,
    unlocated_faults,
)
from grader.judging.judge import Verdict
from grader.packs import Case, Criterion
from grader.sandbox.interface import Raised, Returned
from tests.programs import program

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grader.diagnosis.faults import Fault
    from grader.sandbox.interface import Outcome

CASE = Case("f.layers#1", "f", "layers", (), {}, public=True, probe={})
CRITERION = Criterion(
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
SOURCE = """
def f():
    model = Sequential([
        Conv2D(8, 3),
        Input(shape=(9, 9, 3)),
    ])
    model.compile('adam')
    return model
"""
HEAD = """
def f():
    model = Sequential([Conv2D(8, 3),
        Dense(4),
        Dense(2),
    ])
    return model
"""
CHOSEN = """
def f(model):
    layer = model.get_layer('mixed6')
    print('shape: ', layer.output.shape)
    return layer.output
"""


def verdict(source: str, outcome: Outcome) -> Verdict:
    """Return a verdict on `f` with one outcome that differs."""
    return Verdict(
        function="f",
        definition=program(["f"], source).definitions["f"],
        results=(CheckResult(CRITERION, (Failure(CASE, Difference("it is wrong")),)),),
        evidence=(Evidence(CASE, outcome, Returned({})),),
    )


def lines(found: Sequence[Fault]) -> list[tuple[int | None, int | None]]:
    """Return the lines of faults."""
    return [(fault.line, fault.end_line) for fault in found]


@pytest.mark.parametrize(
    ("source", "message", "expected"),
    [
        (SOURCE, "Layer InputLayer has no positional arguments.", (5, 5)),
        (SOURCE, "expected shape=(None, 9, 9, 3), found shape=(4, 8, 8, 3)", (5, 5)),
        (SOURCE, "No loss to compute. Provide a `loss` argument in `compile()`.", (7, 7)),
        (HEAD, "Arguments `target` and `output` must have the same shape. Received: (4, 1), (4, 2)", (5, 5)),
        (HEAD, "`logits` and `labels` must have the same shape, received ((4, 9, 9, 2) vs (4, 1)).", (3, 4)),
        (SOURCE.replace("    model.compile('adam')\n", ""), "No loss to compute.", (3, 7)),
    ],
)
def test_what_keras_raises_later_leads_to_what_it_is_about(
    source: str, message: str, expected: tuple[int, int]
) -> None:
    """The input, or where the model is compiled or should be."""
    assert lines(unlocated_faults(verdict(source, Raised(("ValueError",), message, "", 0)))) == [expected]
    located = Raised(("ValueError",), message, "<cell 0>", 4)
    assert unlocated_faults(verdict(source, located)) == ()


def test_a_text_that_chooses_is_the_fault_if_it_is_the_only_one() -> None:
    """What is printed is none."""
    assert lines(chosen_by_text_faults(verdict(CHOSEN, Returned({})))) == [(3, 3)]
    two = CHOSEN.replace("return layer.output", "return layer['output']")
    assert chosen_by_text_faults(verdict(two, Returned({}))) == ()


def test_a_return_that_takes_nothing_of_what_was_chosen_is_the_fault() -> None:
    """It returns the argument."""
    other = CHOSEN.replace("return layer.output", "return model")
    assert lines(chosen_by_text_faults(verdict(other, Returned({})))) == [(5, 5)]


def test_random_layers_that_change_nothing_are_the_fault() -> None:
    """All of them, since none has a range."""
    source = "\ndef f():\n    return Sequential([RandomFlip('none'),\n        RandomZoom(0.0)])\n"
    never = Returned({"variation": {"varies": False}})
    assert lines(unchanging_faults(verdict(source, never))) == [(3, 4)]
    assert unchanging_faults(verdict(source, Returned({"variation": {"varies": True}}))) == ()


def test_a_mode_that_is_set_for_good_is_the_fault_if_one_mode_is_wrong() -> None:
    """It is a guess, though."""
    source = "\ndef f(x):\n    return BatchNormalization()(x, training=False)\n"
    told = verdict(source, Returned({}))
    assert fixed_mode_faults(told) == ()
    results = (CheckResult(replace(CRITERION, part="training"), (Failure(CASE, Difference("no")),)),)
    (fault,) = fixed_mode_faults(replace(told, results=results))
    assert (fault.line, fault.certain) == (3, False)
