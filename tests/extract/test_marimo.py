"""Notebooks of marimo."""

from __future__ import annotations

import pytest

from grader.extract.marimo import marimo_sections
from grader.extract.submission import script_cells

NOTEBOOK = '''\
import marimo

__generated_with = "0.9.0"
app = marimo.App(width="medium")

with app.setup:
    import math


@app.cell(hide_code=True)
def _(area, mo):
    mo.md(f"""
    area {area(1)}
    """)
    return


@app.cell
def __(math, np):
    def area(r):
        return np.pi * r**2

    return area,


@app.cell
async def _():
    import numpy as np
    return (np,)


@app.function
def double(x):
    return 2 * x


@app.class_definition
class Thing:
    size = 1


app._unparsable_cell(
    r"""
    x = = 1
    """,
    name="_"
)


@app.cell
def _():
    return


if __name__ == "__main__":
    app.run()
'''


def test_cells_come_in_the_order_in_which_they_run() -> None:
    """What a cell uses is given before, wherever it stands; there is nothing else in the cells."""
    assert [cell.source.strip() for cell in script_cells(NOTEBOOK)] == [
        "import math",
        "import numpy as np",
        "def double(x):\n    return 2 * x",
        "class Thing:\n    size = 1",
        "x = = 1",
        "def area(r):\n    return np.pi * r**2",
        'mo.md(f"""\narea {area(1)}\n""")',
    ]


def test_lines_are_those_of_the_file() -> None:
    """As for any script."""
    lines = NOTEBOOK.split("\n")
    for cell in script_cells(NOTEBOOK):
        if "= =" not in cell.source:
            assert lines[cell.line - 1].strip() == cell.source.split("\n")[0]


@pytest.mark.parametrize("source", ["x = 1", "import marimo\nx = 1", "import marimo\nx ="])
def test_another_script(source: str) -> None:
    """Is none."""
    assert marimo_sections(source) is None


def test_cells_that_wait_for_each_other() -> None:
    """Come as they stand."""
    cells = "".join(f"@app.cell\ndef _({a}):\n    {b} = {a}\n    return {b},\n" for a, b in ("xy", "yx"))
    assert [cell.source for cell in script_cells(f"import marimo\n{cells}")] == ["y = x", "x = y"]
