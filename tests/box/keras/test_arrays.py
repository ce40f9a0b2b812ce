"""What is told of the arrays that a function returns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from grader.wire import Opaque
from tests.box.keras.inside import table, value_of

if TYPE_CHECKING:
    from grader.sandbox.interface import Runtime

BODIES = {
    "numbers": "return np.ones((2, 3), 'float32'), np.arange(2)",
    "texts": "return [np.array(['1', '22'])]",
    "no array": "return np.zeros(1), [0.0]",
    "no tuple": "return np.zeros(1)",
}


@pytest.fixture(scope="module")
def found(keras: Runtime) -> dict[str, Any]:
    """Return what a box tells of each."""
    told = table(keras, BODIES, {"want": ["arrays"]})
    return {name: value_of(one)["arrays"] for name, one in told.items()}


def test_each_array_has_shape_type_and_values(found: dict[str, Any]) -> None:
    """In the order of the tuple."""
    first, second = found["numbers"]
    assert (first["shape"], first["dtype"], first["values"].tolist()) == ([2, 3], "float32", [[1.0] * 3] * 2)
    assert (second["shape"], second["dtype"], second["values"].tolist()) == ([2], "int64", [0, 1])


def test_texts_are_no_values(found: dict[str, Any]) -> None:
    """Numbers that were never converted are told by their type."""
    assert found["texts"] == [{"shape": [2], "dtype": "<U2", "values": None}]


def test_what_is_no_array_is_told_by_its_kind(found: dict[str, Any]) -> None:
    """And so is what is no tuple."""
    assert found["no array"][1] == Opaque("list")
    assert found["no tuple"] == Opaque("ndarray")
