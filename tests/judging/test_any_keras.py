"""Failures that are the same on every Keras: a name without a value, and nothing else."""

from __future__ import annotations

import pytest

from grader.checks import Evidence
from grader.judging.any_keras import fails_on_any
from grader.packs import Case
from grader.sandbox.interface import Outcome, Raised, Returned
from tests.programs import program

CASE = Case("f.case#1", "f", "case", ())
NAME = Raised(("NameError", "Exception"), "name 'y' is not defined", "<cell 0>", 2)
UNBOUND = Raised(("UnboundLocalError", "NameError"), "cannot access local variable", "<cell 0>", 2)
BODY = "def f():\n    return y\n"


def same(*outcomes: Outcome, source: str = BODY) -> bool:
    """Return whether a function fails on any Keras, given what its cases gave."""
    definition = program(["f"], source, stubs={"helpers": ()}).definitions["f"]
    return fails_on_any(definition, [Evidence(CASE, outcome, None) for outcome in outcomes], ["helpers"])


@pytest.mark.parametrize("outcome", [NAME, UNBOUND])
def test_a_name_without_a_value_has_none_elsewhere(outcome: Outcome) -> None:
    """Whether it is global or local."""
    assert same(outcome)


@pytest.mark.parametrize(
    "outcomes",
    [
        (),
        (NAME, Returned(1)),
        (NAME, Raised(("ValueError",), "name 'y' is not defined", "<cell 0>", 2)),
        (Raised(("NameError",), "name 'y' is not defined", "", 0),),
        (Raised(("NameError",), "something else", "<cell 0>", 2),),
    ],
)
def test_anything_else_may_be_right_elsewhere(outcomes: tuple[Outcome, ...]) -> None:
    """So may a function of which one case gives a value."""
    assert not same(*outcomes)


def test_an_import_may_bind_the_name_elsewhere() -> None:
    """By its name, or as one of all; the course's helper modules are known."""
    imports = ("from keras import y\n", "from keras.layers import *\n", "from helpers import *\n")
    assert [same(NAME, source=f"{text}{BODY}") for text in imports] == [False, False, True]
