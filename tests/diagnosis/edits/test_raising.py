"""What an exception says about edits."""

from __future__ import annotations

import pytest

from grader.diagnosis.edits.raising import beside_exception
from grader.diagnosis.edits.source import Edit, Source

SOURCE = Source("""\
def f(x, n):
    if n == 1:
        y = x[n]
        z = y + 1
    else:
        z = 0
    return z
""")
EDITS = [Edit((), node.lineno, 1.0, "name", (), number) for node, number in SOURCE.numbers.items()]


@pytest.mark.parametrize(
    ("line", "lines"), [(3, [3, 2, 4, 6, 7]), (None, [2, 3, 4, 6, 7]), (99, [2, 3, 4, 6, 7])]
)
def test_the_line_that_raised_is_the_likeliest(line: int | None, lines: list[int]) -> None:
    """What is never reached, or only decides whether it is, comes last."""
    assert [edit.line for edit in beside_exception(EDITS, SOURCE, line)] == lines
