"""Parsing within limits: what takes far more than its length says is refused."""

from __future__ import annotations

import ast
import contextlib
import os
import time

import pytest

from grader.extract.parsing import MAX_BRACES, MAX_CHARACTERS, MAX_PARTS, tree_of
from grader.extract.submission import Cell, script_cells
from grader.extract.submission import _around_mistakes as around_mistakes

DOTTED = ".".join(["a"] * (MAX_PARTS + 2))
SECONDS = 1.0  # of a processor; the slowest of these texts took ten


@pytest.mark.parametrize("separator", [".", " . ", "\\\n.", ".\\\n"])
@pytest.mark.parametrize("text", ["import {}", "from {} import b", "x = 1; import {} as b"])
def test_a_long_dotted_name_is_refused(text: str, separator: str) -> None:
    """However it is written."""
    with pytest.raises(ValueError, match=f"a name of more than {MAX_PARTS} parts"):
        tree_of(text.format(DOTTED.replace(".", separator)))


def test_many_fields_of_f_strings_are_refused() -> None:
    """In one with a mistake, each of them is read again."""
    with pytest.raises(ValueError, match=f"more than {MAX_BRACES} braces"):
        tree_of("x = f'" + "{a}" * (MAX_BRACES + 1) + "{b c}'")


@pytest.mark.parametrize(
    "text",
    [
        "import " + ".".join(["a"] * MAX_PARTS),
        "'" + "." * 3 * MAX_PARTS + "'",
        "x = [" + "1.5, " * 2 * MAX_PARTS + "]",
        "x = 1.5\n" * 2 * MAX_PARTS,
        "x = {" + "'a': {}, " * MAX_BRACES + "}",
        "x = f'" + "{a}" * MAX_BRACES + "'",
    ],
    ids=["a name", "dots", "numbers", "lines", "a table", "fields"],
)
def test_what_is_only_long_is_parsed(text: str) -> None:
    """Below the limits, or nothing that takes long."""
    assert tree_of(text).body


def test_without_limits() -> None:
    """A cell that has become one literal takes no longer than its length says."""
    text = repr("x" * (MAX_CHARACTERS + 1))
    assert isinstance(tree_of(text, within_limits=False).body[0], ast.Expr)


@pytest.mark.parametrize(
    "text",
    [
        "import " + "a." * (MAX_CHARACTERS // 2 - 10) + "a",
        "x = f'" + "{a}" * (MAX_CHARACTERS // 3 - 10) + "{b c}'",
        "a." * (MAX_PARTS - 1)
        + "\n"
        + ("a." * (MAX_PARTS - 1) + ",") * (MAX_CHARACTERS // 2 // MAX_PARTS - 2),
        "." * MAX_CHARACTERS,
        " ." * (MAX_CHARACTERS // 2),
        "\\\n" * (MAX_CHARACTERS // 2),
        "rf" * (MAX_CHARACTERS // 4) + "{" * (MAX_CHARACTERS // 4),
    ],
    ids=["a name", "fields", "names", "dots", "spaces", "lines", "letters"],
)
def test_it_takes_linear_time(text: str) -> None:
    """At the limit of a cell's length."""
    start = time.process_time()
    with contextlib.suppress(SyntaxError, ValueError, RecursionError, MemoryError):
        tree_of(text)
    assert time.process_time() - start < SECONDS


def test_a_script_that_is_too_long_is_not_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its syntax tree would take all memory of the machine."""
    monkeypatch.setattr(ast, "parse", os.abort)
    text = "x = 1\n" * (MAX_CHARACTERS // 6 + 1)
    assert around_mistakes(text) == (Cell(None, text, line=1),)
    assert len(script_cells(f"import marimo\napp = marimo.App()\n{text}")) == 1
