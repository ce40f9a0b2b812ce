"""Functions of arrays and tensors beside models: what they return comes out as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from grader.sandbox.interface import Raised, Returned
from tests.box.keras.inside import batch, outcome, table, value_of

if TYPE_CHECKING:
    from grader.sandbox.interface import Runtime

X = batch(2, 3, 2)
TENSOR = {"$tensor": X}
BODIES = {
    "plain": "return np.asarray(args[0]) * 2",
    "tensor": "return tf.constant(args[0]) * 2",
    "inside": "return (tf.constant(args[0]), {'a': [tf.shape(args[0]), 1.5]})",
    "symbolic": "return tf.keras.Input((3,))",
    "model": "return tf.keras.Sequential()",
}


@pytest.fixture(scope="module")
def found(keras: Runtime) -> dict[str, Any]:
    """Return what became of one call of each function, on an array or on an eager tensor."""
    return {
        f"{name} on {kind}": result
        for kind, given in (("array", X), ("tensor", TENSOR))
        for name, result in table(keras, BODIES, None, given).items()
    }


@pytest.mark.parametrize("given", ["array", "tensor"])
@pytest.mark.parametrize("name", ["plain", "tensor"])
def test_a_case_without_a_probe_gives_the_result(found: dict[str, Any], name: str, given: str) -> None:
    """An array, whatever the function makes of its argument."""
    assert np.array_equal(value_of(found[f"{name} on {given}"]), X * 2)


def test_tensors_inside_a_result_are_arrays(found: dict[str, Any]) -> None:
    """In tuples, lists and dictionaries."""
    array, more = value_of(found["inside on array"])
    assert np.array_equal(array, X)
    assert (more["a"][0].tolist(), more["a"][1]) == ([2, 3, 2], 1.5)


@pytest.mark.parametrize("name", ["symbolic", "model"])
def test_what_is_no_value_is_named_by_its_type(found: dict[str, Any], name: str) -> None:
    """It can't be compared."""
    assert value_of(found[f"{name} on array"]).type_name in {"Tensor", "Sequential"}


def test_a_call_between_two_others_takes_tensors_too(keras: Runtime) -> None:
    """A function that keeps its first result gives itself away."""
    source = "kept = []\ndef f(x):\n    kept.append(x)\n    return kept[0]\n"
    result = outcome(keras, source, TENSOR, probe={"between": ({"$tensor": X + 1},)})
    assert isinstance(result, Returned)
    assert np.array_equal(result.value, X + 1)


def test_an_unknown_request_is_named(keras: Runtime) -> None:
    """With what there is instead."""
    result = outcome(keras, "def f():\n    return 1\n", probe={"want": ["grph"]})
    assert isinstance(result, Raised)
    assert result.message.startswith("a case wants grph; there are: graph, ")
