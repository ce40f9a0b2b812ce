"""Scratch folders: one for each box, under one root, removed however deep a student nested them."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path


def make_root() -> str:
    """Make the folder that all scratch folders of this run lie in."""
    return tempfile.mkdtemp(prefix="grade-")


def make(root: str) -> str:
    """Make one scratch folder."""
    return tempfile.mkdtemp(prefix="box-", dir=root)


def remove(folder: str) -> None:
    """Remove a folder and everything in it."""
    try:
        Path(folder).rmdir()  # nearly always empty
    except OSError:
        _remove_tree(folder)


def _remove_tree(folder: str) -> None:
    try:
        shutil.rmtree(folder)
    except (OSError, RecursionError):
        # Folders that may not be listed, or trees that are deeper than a path may be long
        for program, *options in (["chmod", "-R", "u+rwX"], ["rm", "-rf"]):
            path = shutil.which(program)
            if path:
                subprocess.run([path, *options, "--", folder], check=False, capture_output=True)
