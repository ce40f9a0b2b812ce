"""How a notebook trains: read, never run."""

from __future__ import annotations

import pytest

from grader.extract.submission import Cell
from grader.extract.training import MAX_CHARACTERS, TrainingCall
from tests.extract.programs import program

MODEL = "def f(): return 1\nm = f()"


def calls(*cells: str | Cell) -> tuple[TrainingCall, ...]:
    """Return the calls that train what `f` has made."""
    return program(*cells).training


def test_a_call_is_told_with_its_cell_and_its_text() -> None:
    """On one line."""
    assert calls(MODEL, "m.fit(X,\n      Y, epochs=10)") == (
        TrainingCall(1, "f", "fit", "m.fit(X, Y, epochs=10)", None),
    )


@pytest.mark.parametrize(
    ("loss", "told"),
    [
        ("'binary_crossentropy'", "binary_crossentropy"),
        ("'BINARY_crossentropy'", "binary_crossentropy"),
        ("tf.keras.losses.BinaryCrossentropy(from_logits=True)", "binary_crossentropy(from_logits=True)"),
        ("tf.keras.losses.BinaryCrossentropy(True)", "binary_crossentropy(from_logits=True)"),
        ("tf.keras.losses.BinaryCrossentropy(from_logits=False)", "binary_crossentropy"),
        ("BinaryCrossentropy()", "binary_crossentropy"),
        ("tf.keras.losses.CategoricalCrossentropy", "categorical_crossentropy"),
        ("my_loss", None),
        ("7", None),
        ("losses[0]", None),
        ("f()()", None),
        ("f" + "()" * 800, None),
    ],
)
def test_a_loss_is_told_by_its_usual_name(loss: str, told: str | None) -> None:
    """Where it can be read."""
    assert [call.loss for call in calls(MODEL, f"m.compile(optimizer='adam', loss={loss})")] == [told]


def test_a_call_without_a_loss_has_none() -> None:
    """Nothing is said then."""
    assert [call.loss for call in calls(MODEL, "m.compile('adam')")] == [None]


def test_calls_come_in_order() -> None:
    """Of the cells, then of the lines."""
    found = calls(MODEL, "m.compile('adam')\nh = m.fit(X)", "m.fit(X)")
    assert [(call.cell, call.method) for call in found] == [(1, "compile"), (1, "fit"), (2, "fit")]


@pytest.mark.parametrize(
    "cell",
    [
        "other.fit(X)",
        "m.evaluate(X)",
        "m = g()\nm.fit(X)",
        "fit(m)",
        "m.layers[0].fit(X)",
        "def train():\n    m.fit(X)",
    ],
)
def test_what_trains_nothing_graded_is_not_told(cell: str) -> None:
    """Only models of graded functions."""
    assert calls(MODEL, cell) == ()


def test_a_later_model_of_a_graded_function_counts() -> None:
    """The variable is made anew."""
    assert len(calls("m = g()", "def f(): return 1", "m = f()\nm.fit(X)")) == 1


def test_a_long_call_is_cut() -> None:
    """It is a remark, not a listing."""
    (call,) = calls(MODEL, f"m.fit({', '.join(['X'] * 200)})")
    assert len(call.source) == MAX_CHARACTERS


def test_a_script_has_no_cells() -> None:
    """Then the place is None."""
    assert [call.cell for call in calls(Cell(None, f"{MODEL}\nm.fit(X)"))] == [None]


def test_a_broken_cell_trains_nothing() -> None:
    """It can't be read."""
    assert calls(MODEL, "m.fit(X") == ()


def test_a_call_that_python_can_not_print_is_named() -> None:
    """A number may have more digits than it prints."""
    (call,) = calls(MODEL, f"m.fit(0x{'f' * 5000})")
    assert call.source == "m.fit(…)"
