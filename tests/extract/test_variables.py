"""The notebook's variables that a function reads in place of its arguments."""

from __future__ import annotations

import ast

import pytest

from grader.extract.variables import Variable, assigned_in, sentences
from tests.extract.programs import program


def variables(*cells: str) -> list[Variable]:
    """Return what `f` reads that it had better not."""
    return list(program(*cells).definitions["f"].variables)


@pytest.mark.parametrize(
    "cells",
    [
        ("def f(x):\n    return x + A", "A = f(3)"),
        ("def f(x):\n    return x + A", "A, b = f(3)"),
        ("def f(x):\n    return A.shape", "A: int = f(3)"),
        ("def f(x):\n    for i in x: x = A[i]", "A = f(3)\nA += 1"),
    ],
)
def test_a_variable_that_only_a_test_sets_is_found(cells: tuple[str, ...]) -> None:
    """It is not there when the function is called."""
    assert variables(*cells) == [Variable("A")]


@pytest.mark.parametrize(
    "cells",
    [
        ("SIZE = 3", "def f(shape=SIZE):\n    return shape + SIZE"),
        ("N = 3\nSIZE = (N, N)", "def f(shape=N):\n    return shape + SIZE"),
        ("N = 3\nSIZE = (N, N)", "def f(*, shape=N):\n    return shape + SIZE"),
        ("SIZE = 3", "def f(size, shape):\n    return SIZE"),
        ("IMG_SHAPE = 3", "def f(x, image_shape):\n    return image_shape + x + IMG_SHAPE"),
    ],
)
def test_a_variable_that_an_argument_stands_for_is_found(cells: tuple[str, ...]) -> None:
    """By the argument's default, by its name, or since it is not read at all."""
    (found,) = variables(*cells)
    assert found.argument in {"shape", "size", "image_shape"}


@pytest.mark.parametrize(
    "cells",
    [
        ("A = 3", "def f(x):\n    return x + A"),
        ("A = 3", "def f(x, A):\n    return A"),
        ("A = 3", "def f(x):\n    A = x\n    return A"),
        ("A = 3", "def f(x=A):\n    return x"),
        ("A = 3", "def f(x):\n    return (lambda A: A)(x)"),
        ("def f(x):\n    return x + A",),
        ("def A(): pass", "def f(x):\n    return A"),
        ("A = 3\nimport A", "def f(x):\n    return A"),
        ("A = 3\nfrom m import b as A", "def f(x):\n    return A"),
        ("A = 3\nclass A: pass", "def f(x):\n    return A"),
        ("scale = np.exp", "def f(x):\n    return scale(1)"),
        ("layers = tf.keras.layers", "def f(x):\n    return layers.Dense(6)"),
        ("SHAPE = 3", "def f(units=1, debug=False):\n    return SHAPE + units"),
        ("SHAPE = 3", "def f(x, y):\n    return SHAPE"),
    ],
)
def test_what_is_no_variable_or_stands_for_no_argument_is_left_alone(cells: tuple[str, ...]) -> None:
    """Constants, functions, modules, names of the function's own."""
    assert variables(*cells) == []


@pytest.mark.parametrize("source", ["f = A", "class f: B = A"])
def test_only_functions_are_looked_at(source: str) -> None:
    """Nothing else has arguments."""
    assert variables("A = 3", source) == []


def test_all_that_is_absent_is_told_in_one_sentence() -> None:
    """What an argument stands for, one by one."""
    assert list(sentences([Variable("A"), Variable("N", "n"), Variable("dA")])) == [
        "It reads A and dA from the notebook. When it is graded, only its arguments are available.",
        "It reads N from the notebook: use its argument n instead.",
    ]


def test_what_is_defined_too_is_no_variable() -> None:
    """None of several."""
    tree = ast.parse("a = 1\nb = 1\ndef a(): pass\ndef b(): pass")
    assert assigned_in([tree]) == {}
