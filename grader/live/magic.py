"""The cell magic `%%check`: runs a cell, then checks what it defined."""

from __future__ import annotations

from typing import Any

from grader.extract import defined_names
from grader.extract.submission import Cell, Submission
from grader.live.checking import check_in
from grader.live.notebook import Notebook, running_shell
from grader.live.result import Checked
from grader.packs import Library


def register() -> None:
    """Register `%%check` if IPython is running."""
    shell = running_shell()
    if shell is not None:
        shell.register_magic_function(_run_and_check, "cell", "check")


def _run_and_check(line: str, cell: str) -> None:
    """Run the cell, then check the graded functions that it defines, or those named on the line."""
    from IPython.display import display  # it is running

    shell: Any = running_shell()
    if shell.run_cell(cell).success:
        show: Any = display
        show(_checked(Notebook(shell.user_ns, shell), line.split(), cell))


def _checked(notebook: Notebook, names: list[str], cell: str) -> Checked:
    chosen = names or _graded(cell)
    if chosen:
        return check_in(notebook, chosen)
    return Checked(remarks=("This cell defines no graded function, so nothing was checked.",))


def _graded(cell: str) -> list[str]:
    """Return the graded names that a cell defines or sets the variables of."""
    defined = defined_names(Submission("the cell", "", (Cell(0, cell),)))
    functions = (f for pack in Library().packs.values() for f in pack.assignment.functions)
    return list(dict.fromkeys(f.name for f in functions if defined & {f.name, *f.variables}))
