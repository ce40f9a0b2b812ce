"""Large packages are loaded in parts."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from grader.support.lazy_imports import FOR_FORMATS
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

LOADED = (
    "from grader.support.lazy_imports import jsonschema; jsonschema().Draft202012Validator({}).validate(1)"
)
FORMAT = (
    "import grader.extract.notebook_format as f; list(f._format_notes(b'{\"nbformat\": 4}', by_schema=False))"
)


@pytest.fixture
def run(tmp_path: Path):
    """Return a function that runs a program where all that is not needed is installed."""
    for name in FOR_FORMATS:
        (tmp_path / f"{name}.py").write_text("print(__name__)")

    def printed(program: str) -> str:
        path = f"import sys; sys.path[:0] = [{str(tmp_path)!r}, {str(ROOT)!r}]; "
        command = [sys.executable, "-c", path + program]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    return printed


@pytest.mark.parametrize("program", [LOADED, FORMAT])
def test_what_no_schema_needs_is_not_imported(run, program: str) -> None:
    """Not by jsonschema itself, and not when nbformat loads it."""
    assert run(program) == ""


def test_without_that_it_would_be(run) -> None:
    """Else there would be nothing to test."""
    assert run("import contextlib\nwith contextlib.suppress(Exception): import jsonschema") != ""


def test_others_can_import_it(run) -> None:
    """Afterwards."""
    assert run(f"{LOADED}; import webcolors") == "webcolors\n"


MAGIC = (
    "from grader.support.lazy_imports import input_transformer as t; "
    "line = t().TransformerManager().transform_cell('%ls'); "
)


def test_magics_are_read_without_the_shell(run) -> None:
    """Which is the rest of IPython."""
    assert run(f"{MAGIC}print(line, any(name.startswith('IPython') for name in sys.modules))") == (
        "get_ipython().run_line_magic('ls', '')\n False\n"
    )


def test_the_whole_of_ipython_can_be_imported_afterwards(run) -> None:
    """By a student's notebook, for instance."""
    assert run(f"{MAGIC}import IPython; print(IPython.get_ipython())") == "None\n"


def test_where_ipython_runs_it_is_asked_for_its_own(run) -> None:
    """As in a kernel."""
    program = f"import IPython; {MAGIC}print(t() is IPython.core.inputtransformer2)"
    assert run(program) == "True\n"
