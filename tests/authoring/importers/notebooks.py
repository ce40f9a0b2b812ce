"""Small courses of our own, in the styles that can be imported."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path


def write(path: Path, *cells: dict[str, Any], **metadata: Any) -> Path:
    """Write a notebook."""
    content = {"nbformat": 4, "nbformat_minor": 4, "metadata": metadata, "cells": list(cells)}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def code(source: str, output: str = "", **metadata: Any) -> dict[str, Any]:
    """Return a code cell, with what it shows."""
    result = {
        "output_type": "execute_result", "data": {"text/plain": output}, "metadata": {}, "execution_count": 1,
    }  # fmt: skip
    outputs = [result] if output else []
    return {
        "cell_type": "code", "source": source, "metadata": metadata, "outputs": outputs,
        "execution_count": None,
    }  # fmt: skip


def text(kind: str, source: str, **metadata: Any) -> dict[str, Any]:
    """Return a Markdown or a raw cell."""
    return {"cell_type": kind, "source": source, "metadata": metadata}


def marked(grade_id: str, **settings: Any) -> dict[str, Any]:
    """Return nbgrader's marks of a cell."""
    usual = {"grade": False, "solution": False, "locked": False, "schema_version": 3}
    return {"nbgrader": {**usual, "grade_id": grade_id, **settings}}


TRIANGLE = '''\
def triangle(n):
    """Return the n-th triangular number."""
    ### BEGIN SOLUTION
    if n < 0:
        raise ValueError("n must not be negative")
    return n * (n + 1) // 2
    ### END SOLUTION
'''
LENGTHS = """\
def lengths(rows):
    ### BEGIN SOLUTION
    return np.sqrt((rows ** 2).sum(axis=1))
    ### END SOLUTION
"""


def nbgrader_course(folder: Path) -> Path:
    """Write a course of nbgrader's: a source version with visible and hidden tests."""
    return write(
        folder / "week1" / "numbers.ipynb",
        text("markdown", "# Numbers and lengths"),
        code("import numpy as np"),
        code("grid = np.zeros((2, 2))\nfor i in range(2):\n    grid[i, 1] = 3.0 * i"),
        code(TRIANGLE, **marked("triangle", solution=True)),
        code(
            '"""Check some triangular numbers."""\nassert triangle(3) == 6\nassert triangle(n=4) == 10',
            **marked("triangle-values", grade=True, points=2),
        ),
        code(
            "from nose.tools import assert_raises\nassert_raises(ValueError, triangle, -1)",
            **marked("triangle-refuses", grade=True, points=1),
        ),
        code(LENGTHS, **marked("lengths", solution=True)),
        code(
            "from numpy.testing import assert_allclose\n"
            "assert_allclose(lengths(grid), [0.0, 3.0])\n"
            "### BEGIN HIDDEN TESTS\n"
            "rows = np.random.rand(3, 2)\n"
            "assert_allclose(lengths(rows), np.linalg.norm(rows, axis=1))\n"
            "### END HIDDEN TESTS",
            **marked("lengths-values", grade=True, points=3),
        ),
        code(
            "assert callable(triangle) and lengths(grid).sum() == triangle(2)", **marked("both", grade=True)
        ),
        text("markdown", "Because.", **marked("why", grade=True, solution=True, points=2)),
    )


def block(side: str, name: str, settings: str = "") -> dict[str, Any]:
    """Return a raw cell that begins or ends a block of otter's."""
    return text("raw", f"# {side} {name}\n{settings}")


def otter_course(folder: Path) -> Path:
    """Write a course of otter's: the source for `otter assign`."""
    return write(
        folder / "lab" / "squares.ipynb",
        text("raw", "# ASSIGNMENT CONFIG\nname: squares"),
        text("markdown", "# Squares"),
        code("import numpy as np\nimport otter\ngrader = otter.Notebook()"),
        code("start = 3"),
        block("BEGIN", "QUESTION", "name: q1\npoints: 4"),
        text("markdown", "Square a number."),
        block("BEGIN", "SOLUTION"),
        code("def square(x):\n    y = x * x # SOLUTION\n    return y"),
        block("END", "SOLUTION"),
        block("BEGIN", "TESTS"),
        code("square(start) == 9", "True"),
        code("# HIDDEN\nsquare(0.5)", "0.25"),
        block("END", "TESTS"),
        block("END", "QUESTION"),
        block("BEGIN", "QUESTION", "name: q2"),
        block("BEGIN", "SOLUTION"),
        code('# BEGIN SOLUTION NO PROMPT\nsides = [start, 4]\n# END SOLUTION\n""" # BEGIN PROMPT\n'
             'sides = ...\n""" # END PROMPT'),
        block("END", "SOLUTION"),
        block("BEGIN", "TESTS"),
        code('""" # BEGIN TEST CONFIG\npoints: 2\nfailure_message: There are two sides.\n'
             '""" # END TEST CONFIG\nassert len(sides) == 2'),
        block("END", "TESTS"),
        block("END", "QUESTION"),
        block("BEGIN", "QUESTION", "name: q3\nmanual: true"),
        text("markdown", "Why?"),
        block("END", "QUESTION"),
    )  # fmt: skip


EXERCISES = '''\
"""Exercises on sums."""

from learntools.core import *


class TotalIsRight(EqualityCheckProblem):
    _var = "total"
    _expected = 6
    _hint = "Add all of them."
    _solution = CS("total = 1 + 2 + 3")


class MeanWorks(FunctionProblem):
    _var = "mean"
    _test_cases = [([1, 2], 1.5), (([4, 4],), 4.0)]
    _solution = CS("""def mean(values):
    return sum(values) / len(values)""")


class Plots(CodingProblem):
    _var = "plot"

    def check(self, plot):
        assert plot is not None


qvars = bind_exercises(globals(), [TotalIsRight, MeanWorks, Plots])
'''
