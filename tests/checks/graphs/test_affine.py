"""Arithmetic with constants: what it comes to counts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.checks.graphs.networks import RELU, Layer, chain, form, same


def arithmetic(op: str, number: float, *, first: bool = False) -> Layer:
    """Return an operation with a constant."""
    return op, {"constants": [number], "constant_first": first}


class TestArithmetic:
    """Scales and offsets."""

    PREPROCESSING = (arithmetic("truediv", 127.5), arithmetic("subtract", 1))

    @pytest.mark.parametrize(
        "layers",
        [
            [("Rescaling", {"scale": 1 / 127.5, "offset": -1})],
            [("Rescaling", {"scale": 0.00784313771873713, "offset": -1.0})],
            [arithmetic("multiply", 1 / 127.5), arithmetic("add", -1)],
            [arithmetic("subtract", 127.5), arithmetic("truediv", 127.5)],
            [arithmetic("subtract", 127.5, first=True), arithmetic("multiply", -1 / 127.5)],
            [("Rescaling", {"scale": 1 / 255}), arithmetic("multiply", 2), arithmetic("subtract", 1)],
            [("identity", {}), *PREPROCESSING],
        ],
    )
    def test_several_operations_are_one(self, layers: list[Layer]) -> None:
        """What they come to counts."""
        assert same(chain(*layers), chain(*self.PREPROCESSING))

    @pytest.mark.parametrize(
        "layers",
        [
            [arithmetic("truediv", 127.5)],
            [arithmetic("truediv", 127), arithmetic("subtract", 1)],
            [arithmetic("truediv", 127.5, first=True), arithmetic("subtract", 1)],
            [arithmetic("truediv", 127.5), arithmetic("subtract", 1, first=True)],
            [arithmetic("subtract", 1), arithmetic("truediv", 127.5)],
            [arithmetic("truediv", 127.5), RELU, arithmetic("subtract", 1)],
            [arithmetic("truediv", 0), arithmetic("subtract", 1)],
            [arithmetic("truediv", float("nan")), arithmetic("subtract", 1)],
            [arithmetic("multiply", 1e308), arithmetic("multiply", 1e308)],
        ],
    )
    def test_another_result_is_another_operation(self, layers: list[Layer]) -> None:
        """Also where a number is none."""
        assert not same(chain(*layers), chain(*self.PREPROCESSING))

    def test_what_changes_nothing_is_not_there(self) -> None:
        """Times one, plus zero, there and back."""
        layers = [arithmetic("multiply", 1.0), arithmetic("add", 0), arithmetic("add", 2), RELU]
        assert same(chain(*layers[:2], RELU), chain(RELU))
        assert same(chain(arithmetic("add", 2), arithmetic("subtract", 2), RELU), chain(RELU))

    @given(st.floats(0.01, 100), st.floats(-100, 100))
    def test_a_step_can_be_split(self, scale: float, offset: float) -> None:
        """However its numbers are rounded."""
        once = chain(("Rescaling", {"scale": scale, "offset": offset}), RELU)
        twice = chain(arithmetic("multiply", scale), arithmetic("add", offset), RELU)
        assert same(once, twice)

    def test_a_number_for_each_channel(self) -> None:
        """Only together with as many."""
        means = ("subtract", {"constants": [103.0, 116.0, 123.0], "constant_first": False})
        assert same(chain(means, arithmetic("add", 1)), chain(("Rescaling", {"offset": [-102, -115, -122]})))
        pairs = ("add", {"constants": [1, 2], "constant_first": False})
        assert len(form(chain(means, pairs)).steps) == 3
