"""Files that are no notebooks, named for what they are."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from grader.errors import UnreadableError
from grader.extract.submission import read
from grader.extract.unreadable import AGAIN, not_text

if TYPE_CHECKING:
    from pathlib import Path

CONFLICT = """{
 "cells": [],
<<<<<<< HEAD
 "nbformat": 4,
=======
 "nbformat": 4,
>>>>>>> theirs
 "metadata": {}
}
"""
FILES = {
    "it contains a Git merge conflict (<<<<<<< in line 3); resolve it and submit the result": CONFLICT,
    "it is a Git LFS pointer, not the file itself; run `git lfs pull`": (
        "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12345\n"
    ),
    "it is Python source; submit it with the suffix .py, or submit the notebook itself": (
        "# My answer\nimport numpy as np\n\n\ndef f(x):\n    return x\n"
    ),
    "it is in notebook format 5; formats up to 4 can be read: save it as format 4": json.dumps(
        {"cells": [], "metadata": {}, "nbformat": 5, "nbformat_minor": 0}
    ),
    "it is a PDF file; submit the notebook itself": "%PDF-1.7\n",
    "it is a rich text document; submit the notebook itself": "{\\rtf1\\ansi import numpy}",
    "it is a web page; download the notebook itself (the raw file)": "<html><body>x = 1</body></html>",
    f"it is not JSON, so it may have been cut short; {AGAIN}": '{"cells": [{"source": ["x = 1',
}


@pytest.mark.parametrize("reason", FILES)
def test_a_file_is_named_for_what_it_is(tmp_path: Path, reason: str) -> None:
    """A student can fix it."""
    path = tmp_path / "a.ipynb"
    path.write_text(FILES[reason])
    with pytest.raises(UnreadableError) as caught:
        read(path)
    assert str(caught.value) == f"{path}: is not a notebook: {reason}"


@pytest.mark.parametrize(
    ("start", "what"), [(b"%PDF", "a PDF file"), (b"PK", "a zip file"), (b"\xff\xd8", "a picture")]
)
def test_bytes_are_named_by_how_they_begin(start: bytes, what: str) -> None:
    """Where they are not text."""
    assert not_text(start + b"\xff", 4) == f"is {what}; submit the notebook itself, as UTF-8 text"
