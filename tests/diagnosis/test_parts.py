"""The parts of a result by the names that a student gives them."""

from __future__ import annotations

import pytest

from grader.diagnosis.parts import in_own_words
from grader.sandbox.interface import Returned
from tests.diagnosis.test_evident import verdict


@pytest.mark.parametrize(
    ("returned", "named"),
    [
        ("return dA, dW, db", "mean(db) is 1"),
        ("return dA, dW, np.array(db)", "mean(return[2]) is 1"),
        ("return *grads, db", "mean(return[2]) is 1"),
        ("return grads", "mean(return[2]) is 1"),
        ("if x:\n        return 1, 2, b\n    return dA, dW, db", "mean(return[2]) is 1"),
    ],
)
def test_a_part_has_the_name_of_the_variable_that_is_returned(returned: str, named: str) -> None:
    """If one `return` tells which it is."""
    judgement = verdict(f"def f(x):\n    {returned}\n", Returned(1))
    assert in_own_words("mean(return[2]) is 1", judgement) == named
