"""Words for what differs."""

from __future__ import annotations

from typing import Any

import pytest

from grader.checks.graphs.wording import by, location, plain, subject
from tests.checks.graphs.networks import Network, base, form, happy, transfer


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("same", "'same'"),
        (None, "None"),
        (True, "True"),
        (8, "8"),
        (0.1234567891, "0.123457"),
        ((3, 3), "(3, 3)"),
        (((3, 3), (2, 2)), "((3, 3), (2, 2))"),
        ((5,), "(5,)"),
        ((), "()"),
        ((None, 3), "(None, 3)"),
    ],
)
def test_a_value_is_as_python_writes_it(value: Any, text: str) -> None:
    """Numbers with six digits."""
    assert plain(value) == text


@pytest.mark.parametrize(
    ("shape", "text"),
    [
        ((64, 64, 3), "64x64x3"),
        ((None, 3), "?x3"),
        ((7,), "7"),
        ((), "a single number"),
        (None, "unknown"),
        (((4,), (5,)), "((4,), (5,))"),
    ],
)
def test_a_shape_is_as_people_write_it(shape: Any, text: str) -> None:
    """With a sign for times."""
    assert by(shape).replace("\N{MULTIPLICATION SIGN}", "x") == text


def test_a_layer_is_called_by_its_number() -> None:
    """An input is not."""
    happy_form = form(happy())
    assert (location(happy_form, 2), subject(happy_form, 2)) == ("layer 2 (Conv2D)", "layer 2, Conv2D")
    assert location(happy_form, 0) == subject(happy_form, 0) == "the input"


def test_a_nested_model_has_a_number_where_there_are_several() -> None:
    """And otherwise none."""
    assert subject(form(transfer()), 4) == "the nested model"
    net = Network()
    net.add(net.model(net.input(16, 16, 3), base()), net.model(0, base()))
    assert subject(form(net.graph()), 2) == "layer 2, the nested model"


def test_inputs_have_numbers_where_there_are_several() -> None:
    """From one."""
    net = Network()
    net.add(net.input(4), net.input(4))
    assert subject(form(net.graph()), 1) == "input 2"
