"""Trees as text again."""

from __future__ import annotations

import ast

import pytest

from grader.extract.text import written


def test_a_node_is_written_on_one_line() -> None:
    """As Python writes it."""
    assert written(ast.parse("f(1,\n  'a')").body[0]) == "f(1, 'a')"


@pytest.mark.parametrize("source", ["x = " + "1 + " * 2000 + "1", "x = 0x" + "f" * 5000])
def test_what_python_can_read_but_not_print_is_told_by_something_else(source: str) -> None:
    """It is too deep, or a number of too many digits."""
    assert written(ast.parse(source).body[0], "x = …") == "x = …"
