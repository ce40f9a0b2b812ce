"""A real kernel for tests: cells in, what a notebook shows out; the grader has only the assignments there."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def students_copy(folder: Path) -> Path:
    """Copy the grader and what a student may have, and nothing else; return the folder."""
    for name in ("grader", "assignments"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


class Kernel:
    """A running kernel."""

    def __init__(self, client: NotebookClient) -> None:
        self._client = client

    def run(self, source: str) -> dict[str, Any]:
        """Execute a cell; return what it displays by type, its streams by name, the name of its error."""
        cells = self._client.nb.cells
        cells.append(new_code_cell(source))
        self._client.execute_cell(cells[-1], len(cells) - 1)
        shown: dict[str, Any] = {}
        for output in cells[-1].outputs:
            if output.output_type == "stream":
                shown[output.name] = shown.get(output.name, "") + output.text
            elif output.output_type == "error":
                shown["error"] = output.ename
            else:
                shown.update(output.data)
        return shown


@contextmanager
def kernel(folder: Path, **environment: str) -> Iterator[Kernel]:
    """Start a kernel in a student's folder, with Python looking there first."""
    patience = dict.fromkeys(("timeout", "startup_timeout", "iopub_timeout"), 300)
    client = NotebookClient(new_notebook(), kernel_name="python3", allow_errors=True, **patience)
    variables = {**os.environ, "PYTHONPATH": str(folder), "TF_CPP_MIN_LOG_LEVEL": "3", **environment}
    with client.setup_kernel(env=variables, cwd=str(folder)):
        yield Kernel(client)
