"""The None of a starter: where it still stands, and where None is somebody's own."""

from __future__ import annotations

import ast

import pytest

from grader.extract.submission import Cell
from grader.extract.unfinished import empty_reason, placeholder_reason, reset_reason
from tests.extract.programs import program


def function(*lines: str) -> ast.FunctionDef:
    """Return a function f(X, pad) of some lines; the first of them is line 2."""
    node = ast.parse("\n".join(["def f(X, pad):", *(f"    {line}" for line in lines)])).body[0]
    assert isinstance(node, ast.FunctionDef)
    return node


def test_the_first_place_is_told_and_how_many_there_are() -> None:
    """One line at a time is enough to go on."""
    lines = ["A = X.copy()", "A[0] += None", "A[1] += None"]
    expected = "is not finished: line 3 still says `A[0] += None` (2 such lines)."
    assert placeholder_reason(function(*lines)) == expected


def test_lines_are_counted_as_a_reader_counts_them() -> None:
    """From where the definition stands in its file."""
    shifted = placeholder_reason(function("X += None"), 10)
    assert shifted == "is not finished: line 12 still says `X += None`."


def test_a_script_is_counted_from_its_top() -> None:
    """Decorators above the definition too."""
    source = "@keep\ndef f(X):\n    X = X + 1\n    X = None\n    return X"
    found = program("def keep(f): return f", Cell(None, source, line=41)).definitions["f"]
    assert found.unfinished == "is not finished: line 44 still says `X = None`."


@pytest.mark.parametrize(
    ("lines", "number", "text"),
    [
        (["X = X + 1", "X = None", "return X"], 3, "X = None"),
        (["X = None", "return X"], 2, "X = None"),
        (["Y = X + 1", "Y = None", "return Y, pad"], 3, "Y = None"),
        (["Y = X", "Y = None", "Z = Dense(6)(Y)", "return Z"], 3, "Y = None"),
        (["Y = X", "Y = None", "print(X)", "Z = Y + 1", "return Z"], 3, "Y = None"),
    ],
)
def test_a_name_that_is_set_back_to_none_and_used_is_unfinished(
    lines: list[str], number: int, text: str
) -> None:
    """The starter's `X = None` stands for a line that is still to be written."""
    assert reset_reason(function(*lines)) == f"is not finished: line {number} still says `{text}`."


def test_a_name_that_is_set_to_none_again_and_again_is_unfinished() -> None:
    """Whatever comes after that."""
    found = reset_reason(function("X = None", "X = None", "X = None", "if pad: X = 1", "return X"))
    assert found == "is not finished: line 2 still says `X = None` (2 such lines)."


@pytest.mark.parametrize(
    "lines",
    [
        ["best = None", "for x in X:", "    if best is None: best = x", "return best"],
        ["X = None", "if X is None: X = 1", "return X"],
        ["X = None", "Y = 1 if X is None else 2", "return Y"],
        ["X = None", "Y = X or 1", "return Y"],
        ["X = None", "Y = X == 1", "return Y"],
        ["Y = X + 1", "X = None", "return Y"],
        ["X = None", "X = pad + 1", "return X"],
        ["X = None", "for X in pad: pass", "return X"],
        ["if pad:", "    X = None", "return X"],
        ["activation = None", "return Dense(6, activation=activation)(X)"],
    ],
)
def test_a_none_that_means_something_is_not_unfinished(lines: list[str]) -> None:
    """A default, an argument, a variable that is done with."""
    assert reset_reason(function(*lines)) is None


def test_a_text_too_deep_to_print_is_cut_short() -> None:
    """Python parses deeper expressions than it can print."""
    found = placeholder_reason(function(f"X = None({'1 + ' * 2000}1)"))
    assert found == "is not finished: line 2 still says `None`."


@pytest.mark.parametrize("source", ["f = None", "class f: pass"])
def test_only_functions_are_looked_at(source: str) -> None:
    """What is no `def` was written by the student."""
    assert program(source).definitions["f"].unfinished is None


@pytest.mark.parametrize(
    ("lines", "number", "text"),
    [
        (["for h in X:", "    start = None", "    end = start + pad", "return end"], 3, "start = None"),
        (["start = None", "end = None", "return X[start:end]"], 2, "start = None` (2 such lines)"),
    ],
)
def test_a_name_that_is_none_and_nothing_else_is_unfinished(lines: list[str], number: int, text: str) -> None:
    """Where it is used: the code around it expects a number."""
    text = text if text.endswith(")") else f"{text}`"
    assert empty_reason(function(*lines)) == f"is not finished: line {number} still says `{text}."


@pytest.mark.parametrize(
    "lines",
    [
        ["best = None", "for x in X:", "    if best is None or x > best: best = x", "return best"],
        ["axis = None", "return X"],
        ["axis = None", "if axis is None: axis = 1", "return X.sum(axis)"],
        ["mode = None", "return X if mode is None else mode"],
        ["global seen", "seen = None", "return seen"],
    ],
)
def test_a_none_of_somebodys_own_is_finished(lines: list[str]) -> None:
    """It gets a value, is asked for, or is not used."""
    assert empty_reason(function(*lines)) is None
