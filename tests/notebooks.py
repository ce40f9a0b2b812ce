"""Making notebooks for tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import nbformat
from nbformat import v4

if TYPE_CHECKING:
    from pathlib import Path


def write_notebook(path: Path, *cells: str, markdown: str | None = None) -> Path:
    """Write a notebook of code cells, behind one cell of text if there is any."""
    text = [v4.new_markdown_cell(markdown)] if markdown is not None else []
    notebook = v4.new_notebook(cells=[*text, *(v4.new_code_cell(source) for source in cells)])
    nbformat.write(notebook, path)
    return path
