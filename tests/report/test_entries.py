"""The parts of a report: cells have an index for programs and a number for readers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.extract.submission import read
from grader.report.entries import located
from grader.report.model import DiagnosticEntry, FaultEntry
from tests import reports
from tests.notebooks import write_notebook

if TYPE_CHECKING:
    from pathlib import Path

FAULT = FaultEntry(None, 1, 1, "edit", certain=True, message="No.", edit=None, code_cell=2)


def test_every_number_of_a_cell_gets_its_index(tmp_path: Path) -> None:
    """Functions, faults and remarks alike; an empty cell shifts the index only."""
    path = write_notebook(tmp_path / "a.ipynb", "x = 1", " ", "y = 2")
    function = reports.function("f", "failed", faults=(FAULT,), cell=None, code_cell=2)
    note = DiagnosticEntry("info", None, "Old.", code_cell=1)
    report = located(reports.report(function, diagnostics=(note,)), read(path).cells)
    (found,) = report.functions
    assert (found.cell, found.faults[0].cell, report.diagnostics[0].cell) == (2, 2, 0)


def test_what_concerns_no_cell_has_no_index() -> None:
    """As for a script, or a function that is not defined."""
    missing = reports.function("f", "missing", cell=None, code_cell=None)
    assert located(reports.report(missing), ()).functions == (missing,)
