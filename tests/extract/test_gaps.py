"""Starters that are no Python parse, and what is unfinished in them is told as they have it."""

from __future__ import annotations

import ast

import pytest

from grader.extract import extract
from grader.extract.gaps import bridged
from grader.extract.submission import Cell, Submission

BLANK = {
    "layer": "def f():\n    return tf.keras.layers.None(None)",
    "loop": "def f():\n    for None in None:\n        pass\n    return 1",
    "pair": "def f():\n    for None, None in zip(None, None):\n        pass\n    return 1",
    "attribute": "def f(model):\n    model.None = None\n    return model",
    "assignment": "def f():\n    None = 3\n    return 1",
    "class": "class f(Callback):\n    def None():\n        pass",
    "colon": "class f(Callback)\n    def on_epoch_end(self, epoch, logs):\n        self.None = None",
    "parameters": "class f(Callback):\n    def on_epoch_end(None, None, None=None):\n        self.None = 1",
}


@pytest.mark.parametrize("source", BLANK.values(), ids=BLANK)
def test_a_gap_makes_a_function_unfinished(source: str) -> None:
    """Of a class, wherever in it the gap is."""
    found = extract(
        Submission("a.ipynb", "", (Cell(0, source), Cell(1, "def g():\n    return 2"))), ["f", "g"]
    )
    blank = found.definitions["f"].blank
    assert blank is not None
    assert blank.startswith("is not finished: line ")
    assert "None_" not in blank
    assert found.definitions["g"].blank is None


@pytest.mark.parametrize("source", BLANK.values(), ids=BLANK)
def test_lines_stay_where_they_are(source: str) -> None:
    """So that a traceback and a report name the right one."""
    text = bridged(source)
    assert text is not None
    ast.parse(text)
    assert text.count("\n") == source.count("\n")


@pytest.mark.parametrize("source", ["x = None", "f(a=None)", "def f(a=None):\n    return None", "None"])
def test_a_none_that_python_takes_is_left_alone(source: str) -> None:
    """It is only looked for where a cell does not parse, and only where none can stand."""
    assert bridged(source) in {None, source}


def test_a_cell_that_has_no_gaps_is_as_broken_as_before() -> None:
    """What is wrong with it is told."""
    found = extract(Submission("a.ipynb", "", (Cell(0, "def f(:\n    return 1"),)), ["f"])
    assert "does not parse" in found.missing["f"]


def test_a_call_with_nothing_but_none_is_unfinished() -> None:
    """As starters leave it; one None may be meant."""
    sources = [f"def f():\n    return g({call})" for call in ("a=None, b=None", "a=None, b=1")]
    cells = [Submission("a.ipynb", "", (Cell(0, source),)) for source in sources]
    blank, written = (extract(cell, ["f"]).definitions["f"].blank for cell in cells)
    assert blank == "is not finished: line 2 still says `g(a=None, b=None)`."
    assert written is None
