"""Scratch folders: one for each box, under one root, removed even if deeply nested."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path


def make_root() -> str:
    """Create the folder that contains all scratch folders of this run."""
    return tempfile.mkdtemp(prefix="grade-")


def make(root: str) -> str:
    """Create one scratch folder."""
    return tempfile.mkdtemp(prefix="box-", dir=root)


def remove(folder: str) -> None:
    """Remove a folder and everything in it."""
    try:
        Path(folder).rmdir()  # nearly always empty
    except FileNotFoundError:
        return  # its nursery has ended, and has removed it
    except OSError:
        _remove_tree(folder)


def _remove_tree(folder: str) -> None:
    try:
        shutil.rmtree(folder)
    except (OSError, RecursionError):
        # Unreadable folders, or trees deeper than the maximum length of a path
        for program, *options in (["chmod", "-R", "u+rwX"], ["rm", "-rf"]):
            path = shutil.which(program)
            if path:
                subprocess.run([path, *options, "--", folder], check=False, capture_output=True)
