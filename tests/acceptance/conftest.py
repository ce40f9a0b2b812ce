"""What several acceptance tests need."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from grader.options import Options
from grader.packs import Library
from grader.pipeline import Grader
from tests.notebooks import write_notebook
from tests.small import write_pack

if TYPE_CHECKING:
    from collections.abc import Callable

    from grader.report.model import Report
    from grader.sandbox.machine import Machine


@pytest.fixture(scope="session")
def graded(machine: Machine, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Report]:
    """Return a function that grades code cells by the pack of two small functions."""
    folder = tmp_path_factory.mktemp("small")
    first = Grader(Library([write_pack(folder)]), machine, Options(assignment="doubling"))

    def grade(*cells: str, **options: Any) -> Report:
        path = write_notebook(folder / "a.ipynb", *cells)
        other = Options(assignment="doubling", **options)
        return (Grader(first.library, machine, other) if options else first).grade(path)

    return grade
