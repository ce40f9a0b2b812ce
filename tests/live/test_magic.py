"""The cell magic `%%check`."""

from __future__ import annotations

import pytest

from grader.live.magic import _checked, _graded
from grader.live.notebook import Notebook


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("def zero_pad(X, pad): pass", ["zero_pad"]),
        ("x = 1", []),
        ("def pool_forward(): pass\ndef zero_pad(): pass", ["zero_pad", "pool_forward"]),
    ],
)
def test_a_cell_is_checked_for_the_graded_names_that_it_defines(cell: str, names: list[str]) -> None:
    """In the order of the assignment."""
    assert _graded(cell) == names


def test_a_cell_that_defines_nothing_graded_is_told_so() -> None:
    """Nothing is checked."""
    checked = _checked(Notebook({}), [], "x = 1")
    assert (checked.findings, len(checked.remarks)) == ((), 1)
