"""Layers and functions that are the same."""

from __future__ import annotations

from typing import Any

import pytest

from tests.checks.graphs.networks import Network, same


class TestMerging:
    """Layers that join others."""

    @pytest.mark.parametrize("op", ["Add", "add", "add_n"])
    def test_an_addition_has_no_order(self, op: str) -> None:
        """A layer or an operator."""
        one, other = Network(), Network()
        x = one.input(4, 4, 3)
        one.same(op, one.relu(x), x)
        y = other.input(4, 4, 3)
        other.add(y, other.relu(y))
        assert same(one.graph(), other.graph())

    @pytest.mark.parametrize("op", ["Subtract", "Concatenate"])
    def test_others_have(self, op: str) -> None:
        """What is taken from what."""
        one, other = Network(), Network()
        x = one.input(4, 4, 3)
        one.same(op, one.relu(x), x)
        y = other.input(4, 4, 3)
        other.same(op, y, other.relu(y))
        assert not same(one.graph(), other.graph())

    def test_the_axis_of_a_function_counts(self) -> None:
        """`tf.concat([a, b], axis=3)`."""

        def joined(op: str, **settings: Any) -> dict[str, Any]:
            net = Network()
            x = net.input(4, 4, 3)
            net.same(op, net.relu(x), x, **settings)
            return net.graph()

        layer = joined("Concatenate", axis=-1)
        assert same(joined("concat", constants=[3.0], constant_first=False), layer)
        assert same(joined("concatenate"), layer)
        assert not same(joined("concat", constants=[1.0], constant_first=False), layer)


class TestReshaping:
    """Flatten, and what is the same."""

    @pytest.mark.parametrize(
        ("op", "shape", "holds"),
        [
            ("Reshape", [48], True),
            ("reshape", [48], True),
            ("Reshape", [16, 3], False),
            ("reshape", [24], False),
            ("Reshape", [None], True),
        ],
    )
    def test_to_one_axis_is_to_flatten(self, op: str, shape: list[Any], holds: bool) -> None:
        """Unless examples are mixed."""
        net, flat = Network(), Network()
        net.node(op, [net.input(4, 4, 3)], shape)
        flat.node("Flatten", [flat.input(4, 4, 3)], shape)
        assert same(net.graph(), flat.graph()) == holds

    @pytest.mark.parametrize("op", ["reduce_mean", "mean"])
    def test_a_mean_over_an_image_is_a_pooling(self, op: str) -> None:
        """`tf.reduce_mean(x, axis=[1, 2])`."""
        net, pooled = Network(), Network()
        net.node(op, [net.input(4, 4, 3)], [3])
        pooled.node("GlobalAveragePooling2D", [pooled.input(4, 4, 3)], [3], keepdims=False)
        assert same(net.graph(), pooled.graph())
