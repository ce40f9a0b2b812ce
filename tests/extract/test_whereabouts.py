"""Where a graded definition is that does not count."""

from __future__ import annotations

import pytest

from grader.extract.submission import Cell
from tests.extract.programs import program

DEFINITION = "def f(x):\n    return x"


def reason(*cells: str | Cell) -> str:
    """Return why `f` is not defined."""
    return program(*cells).missing["f"]


@pytest.mark.parametrize(("kind", "name"), [("markdown", "Markdown"), ("raw", "raw")])
def test_a_definition_in_text_does_not_count(kind: str, name: str) -> None:
    """The cell's type has to be changed."""
    where = f"the {name} cell after cell 1 contains its definition; change the type of that cell to Code."
    cell = Cell(1, DEFINITION, is_code=False, kind=kind)
    assert reason("x = 1", cell) == f"is not defined in a code cell: {where}"


@pytest.mark.parametrize("text", ["Write `def f(x)`.", "def f(x):", "The function\n\ndef f is next"])
def test_a_text_that_only_mentions_it_is_no_definition(text: str) -> None:
    """As the starters' instructions do."""
    assert reason(Cell(0, text, is_code=False, kind="markdown")) == "is not defined in the notebook."


def test_the_nesting_function_is_named() -> None:
    """With the line, in a script too."""
    source = f"def g():\n    pass\n    {DEFINITION.replace(chr(10), chr(10) + '    ')}"
    assert reason(Cell(None, source, line=5)) == (
        "is not defined at the top level: its definition (line 7) is indented, so it belongs to g."
    )


def test_a_broken_cell_comes_first() -> None:
    """It is what has to be fixed."""
    assert reason("def f(x):\nreturn x", "# def f(x):").startswith("is not defined, because cell 0 does not")
