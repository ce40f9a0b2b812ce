"""Remarks that cost nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from grader.diagnosis import remarks
from grader.extract.submission import Diagnostic
from grader.judging.judge import Judgements
from grader.sandbox.interface import Isolation, Warned
from tests.extract.programs import program
from tests.notebooks import write_notebook

if TYPE_CHECKING:
    from pathlib import Path

    from grader.packs import Library
    from grader.pipeline import Grader


@pytest.fixture
def standard(standard: str) -> str:
    """Return the right solution without what is remarked on: its slice is empty for pad 0."""
    return standard.replace("pad:-pad, pad:-pad", "pad : pad + n_H_prev, pad : pad + n_W_prev")


def remarks_on(grader: Grader, tmp_path: Path, *cells: str) -> list[tuple[int | None, str]]:
    """Grade a notebook and return its remarks."""
    report = grader.grade(write_notebook(tmp_path / "a.ipynb", *cells))
    return [(d.cell, d.message) for d in report.diagnostics]


@pytest.mark.parametrize(
    ("isolation", "expected"),
    [
        (Isolation("enforced", ("landlock 7", "seccomp")), ()),
        (
            Isolation("partial", ("seccomp",), ("files", "x")),
            (
                Diagnostic(
                    "warning", None, "The isolation of the student's code is partial (missing: files, x)."
                ),
            ),
        ),
        (
            Isolation("none", ()),
            (Diagnostic("warning", None, "The isolation of the student's code is none."),),
        ),
    ],
)
def test_weak_isolation_is_told(isolation: Isolation, expected: tuple[Diagnostic, ...]) -> None:
    """With what is missing."""
    assert remarks.of_isolation(isolation) == expected


def test_a_right_notebook_has_none(grader: Grader, standard: str, tmp_path: Path) -> None:
    """There is nothing to say."""
    cells = [standard.replace("float(np.squeeze(b))", "b.item()")]
    assert remarks_on(grader, tmp_path, *cells) == []


def test_a_cell_that_does_not_parse_is_told(grader: Grader, standard: str, tmp_path: Path) -> None:
    """It was set aside."""
    ((cell, message),) = remarks_on(grader, tmp_path, standard, "def broken(:")
    assert (cell, message.startswith("cell 2 was ignored: ")) == (1, True)


def test_a_definition_that_raises_is_told(grader: Grader, standard: str, tmp_path: Path) -> None:
    """With its place and its exception; once, however many functions need it."""
    cell = "LIMIT = 1 / 0\ndef zero_pad(X, pad):\n    return LIMIT\ndef distribute_value(dz, shape):\n    return LIMIT"  # noqa: E501
    assert remarks_on(grader, tmp_path, standard, cell) == [
        (1, "cell 2, line 1 raised ZeroDivisionError: division by zero")
    ]


@pytest.mark.parametrize(
    "name", ["np.float", "np . float", "np.\\\n float", "np  # as\n.  # always\n # so\n float"]
)
def test_a_removed_name_is_told_with_what_to_write(
    grader: Grader, standard: str, tmp_path: Path, name: str
) -> None:
    """Only where NumPy has dropped it, and however it is laid out."""
    cell = f"def distribute_value(dz, shape):\n    return np.full(shape, {name}(dz) / (shape[0] * shape[1]))"
    assert (1, "np.float was removed from NumPy; use float. No marks lost.") in remarks_on(
        grader, tmp_path, standard, cell
    )


def test_cells_that_are_not_needed_are_not_looked_at(grader: Grader, standard: str, tmp_path: Path) -> None:
    """They are never executed."""
    assert remarks_on(grader, tmp_path, standard, "x = np.float(1)\nimport nowhere_to_be_found\n1 / 0") == []


FLOAT = (
    "an array of one element is converted to a number, which worked in the course; "
    "newer versions of NumPy require `.item()` for that. No marks lost."
)


@pytest.mark.parametrize(
    ("message", "text"),
    [
        (
            "Conversion of an array with ndim > 0 to a scalar is deprecated, and will error in future.",
            f"line 1: {FLOAT}",
        ),
        ("`trapz` is deprecated.", "line 1: `trapz` is deprecated. No marks lost."),
    ],
)
def test_what_is_deprecated_is_told_calmly(message: str, text: str) -> None:
    """In words of our own where the course brought it along; nothing is wrong with it."""
    found = program("def f(): pass")
    warned = (Warned(message, "<cell 0>", 1),)
    assert remarks.of_run(found, Judgements({}, warned)) == (Diagnostic("info", 0, f"cell 0, {text}"),)


ALPACA = "def alpaca_model():\n    return None\nmodel2 = alpaca_model()"


FREE = "It neither costs nor earns marks."
FITS = "The loss that fits the model's last layer is binary_crossentropy(from_logits=True). No marks lost."


@pytest.mark.parametrize(
    ("call", "what", "verdict"),
    [
        ("model2.fit(X)", "Trains", FREE),
        ("model2.compile(loss=BinaryCrossentropy(from_logits=True))", "Compiles", FREE),
        ("model2.compile(loss='binary_crossentropy')", "Compiles", FITS),
    ],
)
def test_how_a_model_is_trained_is_told(library: Library, call: str, what: str, verdict: str) -> None:
    """A linear layer gives no probabilities, whatever the loss's name."""
    assignment = library.get("transfer-mobilenet").assignment
    found = remarks.of_training(program(ALPACA, call, graded=("alpaca_model",)), assignment)
    assert found == (Diagnostic("info", 1, f"{what} the model of alpaca_model by {call}. {verdict}"),)
