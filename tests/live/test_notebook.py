"""The notebook around a check."""

from __future__ import annotations

import linecache
from types import SimpleNamespace
from typing import Any

from grader.live.notebook import Notebook, here


def shell(**cells: str) -> Any:
    """Return what is needed of IPython's shell: it knows some code files by the numbers of their cells."""

    def format_code_name(name: str) -> tuple[str, str] | None:
        return ("Cell", f"In[{cells[name]}]") if name in cells else None

    return SimpleNamespace(compile=SimpleNamespace(format_code_name=format_code_name), user_ns={})


def function(source: str, filename: str) -> Any:
    """Return the function f of a cell that was run under a file name."""
    lines = source.splitlines(keepends=True)
    linecache.cache[filename] = (len(source), None, lines, filename)
    names: dict[str, Any] = {}
    exec(compile(source, filename, "exec"), names)  # noqa: S102
    return names["f"]


def test_without_a_shell_it_is_the_callers_variables() -> None:
    """As in a script."""
    names = {"a": 1}
    assert here(names) == Notebook(names)


def test_what_was_run_is_the_history() -> None:
    """Cell by cell, by IPython's own numbers."""
    found = Notebook({"In": ["", "a = 1", "b = 2"]}, shell()).submission
    assert [(cell.number, cell.source) for cell in found.cells] == [(0, ""), (1, "a = 1"), (2, "b = 2")]


def test_a_variable_of_that_name_is_no_history_without_a_shell() -> None:
    """Somebody may have one."""
    assert Notebook({"In": ["a"]}).submission.text == ""


def test_a_code_file_is_a_cell_with_a_number() -> None:
    """The one in brackets."""
    notebook = Notebook({}, shell(here="7"))
    assert (notebook.cell_of("here"), notebook.cell_of("elsewhere")) == (7, None)


def test_an_older_shell_knows_no_numbers() -> None:
    """Then it is a line without a cell."""
    assert Notebook({}, SimpleNamespace()).cell_of("here") is None


def test_the_source_of_functions_is_their_cells_each_once() -> None:
    """With the numbers."""
    first = function("def f():\n    return 1\n", "<test-one>")
    second = function("def f():\n    return 2\n", "<test-two>")
    found = Notebook({}, shell(**{"<test-one>": "3"})).source_of([first, second, first, len])
    assert [(cell.number, cell.source) for cell in found.cells] == [
        (3, "def f():\n    return 1\n"),
        (None, "def f():\n    return 2\n"),
    ]
