"""On which line of a file a function is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from grader.hosts.locations import line_of
from tests import reports
from tests.notebooks import write_notebook

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = "import numpy as np\n\ndef helper():\n    pass\n\ndef double(x):\n    return x * x"


def line(text: str, cell: int | None, name: str = "double") -> str:
    """Return the text of the line that a function is said to be on."""
    number = line_of(reports.function(name, "failed", cell=cell), text)
    return text.split("\n")[number - 1].strip()


def test_a_function_is_on_the_line_that_defines_it(tmp_path: Path) -> None:
    """In the file, not in the cell."""
    text = write_notebook(tmp_path / "a.ipynb", "x = 1", SOURCE, markdown="# Title").read_text()
    assert line(text, 2) == '"def double(x):\\n",'


def test_a_method_is_not_the_function(tmp_path: Path) -> None:
    """Nor is a name that begins alike."""
    source = "def double_it():\n    pass\nclass A:\n    def double(self): pass\ndouble = A()"
    text = write_notebook(tmp_path / "a.ipynb", source).read_text()
    assert line(text, 0) == '"def double_it():\\n",'


def test_the_last_definition_counts(tmp_path: Path) -> None:
    """As when it runs."""
    text = write_notebook(tmp_path / "a.ipynb", "def double(x): pass\n\ndef double(x): return 2").read_text()
    assert line(text, 0) == '"def double(x): return 2"'


def test_a_cell_that_is_one_string_is_found() -> None:
    """Some tools write them so."""
    cells = [{"cell_type": "code", "source": "x = 1"}, {"cell_type": "code", "source": SOURCE}]
    text = json.dumps({"metadata": {"tags": ["cells"], "cells": [1]}, "cells": cells}, indent=1)
    assert line(text, 1).startswith('"source": "import numpy')


def test_a_notebook_in_one_line_is_no_trouble() -> None:
    """Everything is on its first line."""
    text = json.dumps({"cells": [{"source": ["def double(x):\n", "    pass"]}]})
    assert line_of(reports.function("double", "failed", cell=0), text) == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "nonsense",
        '{"cells": []}',
        '{"cells": 3}',
        "[" * 100_000,
        '{"cells": [{"source": 1}]}',
        "\x00",
    ],
)
def test_what_is_no_notebook_has_its_first_line(text: str) -> None:
    """Nothing breaks."""
    assert line_of(reports.function("double", "failed", cell=0), text) == 1


def test_a_script_is_searched_too() -> None:
    """Its last definition on the left margin."""
    text = "def double(x): pass\n\n# %%\nasync def double(x):\n    def double(): pass\n"
    assert line(text, None) == "async def double(x):"


def test_a_script_without_it_has_its_first_line() -> None:
    """Somebody changed it meanwhile."""
    assert line_of(reports.function("double", "missing", cell=None), "x = 1\n") == 1
