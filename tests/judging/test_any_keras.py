"""Failures that are the same on every Keras: a name without a value, and nothing else."""

from __future__ import annotations

from dataclasses import replace

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


IN_A_LAYER = replace(
    NAME,
    message="Exception encountered when calling layer 'f'.\n\nname 'y' is not defined\n\nArguments: None",
)
IN_BOLD = replace(
    NAME, message="Exception encountered.\n\n\x1b[1mname 'y' is not defined\x1b[0m\n\nArguments: x"
)


@pytest.mark.parametrize("outcome", [NAME, UNBOUND, IN_A_LAYER, IN_BOLD])
def test_a_name_without_a_value_has_none_elsewhere(outcome: Outcome) -> None:
    """Whether it is global or local, and also where Keras says in which layer."""
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


UNFINISHED = "def f(x):\n    y = None\n    return y\n"
OF_NONE = Raised(
    ("TypeError",), "Inputs should be tensors. Got 'None' (of type <class 'NoneType'>)", "<cell 0>", 2
)
OF_SHAPES = Raised(("ValueError",), "incompatible with the layer: (None, 4, 4, 3)", "<cell 0>", 2)


@pytest.mark.parametrize(
    ("outcomes", "source", "expected"),
    [
        ((OF_NONE, Returned(None)), UNFINISHED, True),
        ((OF_NONE, Returned({"graph": None})), UNFINISHED, True),
        ((OF_NONE, Returned(1)), UNFINISHED, False),
        ((replace(OF_NONE, message="must be tensors. Found: None"),), UNFINISHED, True),
        ((OF_NONE, OF_SHAPES), UNFINISHED, False),
        ((OF_NONE,), "def f(x):\n    return g(x)\n", False),
    ],
)
def test_what_is_not_finished_fails_of_none_elsewhere(
    outcomes: tuple[Outcome, ...], source: str, expected: object
) -> None:
    """But a shape has None in it, too, and what is finished may get None from one Keras only."""
    assert same(*outcomes, source=source) is expected


def test_what_is_not_implemented_is_not_elsewhere() -> None:
    """If the function says so itself, not a class of Keras."""
    raised = Raised(("NotImplementedError", "RuntimeError"), "", "<cell 0>", 2)
    written = "def f(x):\n    y = x + 1\n    raise NotImplementedError\n"
    assert same(raised, source=written)
    assert not same(raised)
