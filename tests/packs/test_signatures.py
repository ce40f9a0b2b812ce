"""Which functions take an assignment's calls, and which belong to a project of somebody's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from grader.extract.submission import Cell, Submission
from grader.packs import Library
from grader.packs.signatures import Passed, arguments_of, calls_of, misfits, takes

if TYPE_CHECKING:
    import ast

CALL = Passed(1, frozenset({"f", "filters"}), frozenset({"stage", "block"}))


def submission(*cells: str) -> Submission:
    """Return a submission of some cells."""
    return Submission("a.ipynb", "", tuple(Cell(n, cell) for n, cell in enumerate(cells)))


def arguments(parameters: str) -> ast.arguments:
    """Return the parameters of a function."""
    return arguments_of(submission(f"def g({parameters}): pass"), ["g"])["g"]


@pytest.mark.parametrize(
    "parameters",
    [
        "X, f, filters",
        "X, f, filters, stage, block",
        "X, f, filters, training=True, initializer=None",
        "tensor, filters, f",
        "X, /, *, f, filters, s=2",
        "*args, **kwargs",
        "X, **settings",
    ],
)
def test_a_function_that_can_be_called_so_takes_the_call(parameters: str) -> None:
    """However its own code calls the arguments."""
    assert takes(arguments(parameters), CALL)


@pytest.mark.parametrize(
    "parameters",
    ["", "x, filter", "X, f, filters, name", "f, X, filters", "X, f, *, filters, name", "X, f, filters, /"],
)
def test_a_function_of_other_parameters_does_not(parameters: str) -> None:
    """It would raise a TypeError."""
    assert not takes(arguments(parameters), CALL)


def test_calls_are_those_of_the_published_cases() -> None:
    """Optional parameters are passed to who has them."""
    recipes = [
        {"function": "g", "args": [1], "kwargs": {"f": 2}},
        {"function": "g", "args": [], "probe": {"optional": {"stage": 2}}},
    ]
    expected = {Passed(1, frozenset({"f"}), frozenset()), Passed(0, frozenset(), frozenset({"stage"}))}
    assert calls_of(recipes) == {"g": expected}


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("def g(x): pass",), ["g"]),
        (("def g(X, f, filters): pass",), []),
        (("def g(x): pass", "def g(X, f, filters): pass"), []),
        (("g = make()",), []),
        (("class g: pass",), []),
        (("def g(:",), []),
        (("def g(x): pass", "def h(x): pass"), ["g"]),
    ],
)
def test_misfits_are_functions_that_can_take_no_call(cells: tuple[str, ...], expected: list[str]) -> None:
    """Where nothing can be told, there are none: h is called without arguments."""
    calls = {"g": [CALL], "h": [Passed(0, frozenset(), frozenset())]}
    assert misfits(submission(*cells), ["g", "h"], calls) == expected


RESNET = "def identity_block(x, n): pass\ndef convolutional_block(x, n): pass\ndef ResNet50(shape): pass"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (RESNET, None),
        (f"{RESNET}\n# public_tests", "residual-networks"),
        (RESNET.replace("(x, n)", "(X, f, filters)"), "residual-networks"),
        (RESNET.replace("(x, n)", "(X, f, filters, stage, block)"), "residual-networks"),
        ("def zero_pad(image, n, m): pass\ndef conv_forward(x): pass", None),
        ("def zero_pad(X, pad): pass\ndef conv_forward(x): pass", "convolution-step-by-step"),
    ],
)
def test_a_project_of_somebodys_own_is_of_no_assignment(source: str, expected: str | None) -> None:
    """Its functions have names of ours, but take other arguments, and its text is not the course's."""
    found = Library().recognise(submission(source))
    assert (None if found is None else found.assignment.id) == expected
