"""What a function computes and nothing takes."""

from __future__ import annotations

import ast
from typing import Any

import pytest

from grader.extract.unused import unused_result


def found(*body: str) -> str | None:
    """Return what is said of a function of some lines."""
    tree: Any = ast.parse("\n    ".join(["def f(x):", *body]))
    return unused_result(tree.body[0])


@pytest.mark.parametrize(
    ("body", "line", "text"),
    [
        (["identity_block(x, 3)", "return x"], 2, "identity_block(x, 3)"),
        (["Flatten()(x)", "return x"], 2, "Flatten()(x)"),
        (["y = Conv2D(8, 3)(x)", "return x"], 2, "y = Conv2D(8, 3)(x)"),
        (["y = x", "x = Conv2D(8)(x)", "x = ReLU()(y)", "return x"], 3, "x = Conv2D(8)(x)"),
        (["y = tf.nn.relu(x)", "y = tf.pad(x)", "return y"], 2, "y = tf.nn.relu(x)"),
        (["y = g(", "    x)", "return x"], 2, "y = g(x)"),
    ],
)
def test_a_result_that_nothing_takes_is_told(body: list[str], line: int, text: str) -> None:
    """With its line."""
    assert found(*body) == f"The result of line {line} is never used: `{text}`."


@pytest.mark.parametrize(
    "body",
    [
        ["return g(x)"],
        ["y = g(x)", "return y"],
        ["y = g(x)", "z = g(y)", "return z"],
        ["x = g(x)", "x = g(x)", "return x"],
        ["y = g(x)", "if y: x = 1", "return x"],
        ["y = g(x)", "def h(): return y", "return h"],
        ["for i in x:", "    y = g(i)", "return x"],
        ["y = g(x)", "if x: y = 1", "return y"],
        ["print(x)", "return x"],
        ["m.add(x)", "m.compile(x)", "return m"],
        ["a, b = g(x)", "return a"],
        ["y = 1", "return x"],
    ],
)
def test_what_is_taken_or_has_an_effect_is_not(body: list[str]) -> None:
    """Methods, Python's own functions, what a loop makes, parts of a tuple."""
    assert found(*body) is None


def test_lines_are_counted_as_a_reader_does() -> None:
    """In the cell, not in the function."""
    tree: Any = ast.parse("def f(x):\n    g(x)")
    assert "line 7" in str(unused_result(tree.body[0], 5))


def test_a_long_call_is_cut() -> None:
    """Its beginning is enough to find it."""
    assert len(str(found(f"y = g({', '.join(['x'] * 99)})"))) < 150
