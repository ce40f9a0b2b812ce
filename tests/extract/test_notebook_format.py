"""Remarks on what breaks the notebook format."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from grader.extract.notebook_format import FormatChecker
from grader.extract.submission import Diagnostic, read
from tests.extract.test_submission import code, markdown, notebook, written

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_a_valid_notebook_is_not_remarked_upon(tmp_path: Path) -> None:
    """Nothing odd, no diagnostics."""
    assert FormatChecker().notes(read(written(tmp_path, notebook(code("x"), markdown("y"))))) == ()


def test_a_notebook_that_breaks_the_schema_is_remarked_upon(tmp_path: Path) -> None:
    """One warning says what is wrong with it, and that it did no harm."""
    cell = {"cell_type": "code", "metadata": {}, "source": "x = 1"}
    message = (
        "The notebook violates the notebook format ('outputs' is a required property); it was graded anyway."
    )
    notes = FormatChecker().notes(read(written(tmp_path, notebook(cell))))
    assert notes == (Diagnostic("warning", None, message),)


def test_a_long_remark_is_cut(tmp_path: Path) -> None:
    """A schema error can quote the whole cell; the remark does not."""
    cell = code("x") | {"y" * 5000: 1}
    assert len(FormatChecker().notes(read(written(tmp_path, notebook(cell))))[0].message) < 300


def test_a_notebook_that_nbformat_refuses_is_remarked_upon(tmp_path: Path) -> None:
    """What the library can't validate is read all the same, where there are cells."""
    content = {"nbformat": 4, "cells": [{"cell_type": "code", "source": "x = 1"}]}
    submission = read(written(tmp_path, content))
    assert [(note.severity, note.cell) for note in FormatChecker().notes(submission)] == [("warning", None)]


def test_a_script_is_not_remarked_upon(tmp_path: Path) -> None:
    """It has no format to break."""
    assert FormatChecker().notes(read(written(tmp_path, "x = 1\n", "a.py"))) == ()


def test_an_invalid_notebook_prints_nothing(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """The terminal belongs to the report."""
    FormatChecker().notes(read(written(tmp_path, notebook(code("x") | {"extra": 1}))))
    assert capfd.readouterr() == ("", "")


def test_one_notebook_is_remarked_upon_like_one_of_many(tmp_path: Path) -> None:
    """A report is the same whether its notebook is graded alone or in a class."""
    path = tmp_path / "a.ipynb"
    cell = {"cell_type": "code", "metadata": {}, "source": "x = 1"}
    path.write_text(json.dumps({"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": [cell]}))
    checker = FormatChecker()
    first, second = (checker.notes(read(path)) for _ in range(2))
    assert (len(first), first) == (1, second)


def test_very_many_tags_are_not_validated(tmp_path: Path) -> None:
    """Each would be compared with each."""
    cell = {"cell_type": "markdown", "source": "", "metadata": {"tags": [*range(1001)]}, "id": "a"}
    path = tmp_path / "a.ipynb"
    path.write_text(json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}))
    assert FormatChecker().notes(read(path)) == ()
