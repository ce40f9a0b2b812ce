"""Large notebooks without their outputs."""

from __future__ import annotations

import json
import tracemalloc
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.errors import UnreadableError
from grader.extract import reading
from grader.extract.outputs import without_outputs
from grader.extract.submission import digest, read

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SKIPPED = ("outputs", "attachments", "widgets")
TEXTS = st.text() | st.sampled_from(
    ['"', "\\", '\\"outputs": [', '"outputs":[', "]}", "outputs", "{", "\\\\"]
)
KEYS = TEXTS | st.sampled_from(SKIPPED)
CONTENT = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=25,
)


def emptied(content: Any) -> Any:
    """Return JSON with empty outputs, by the plain way."""
    if isinstance(content, list):
        return [emptied(each) for each in content]
    if isinstance(content, dict):
        return {
            key: type(value)() if key in SKIPPED and isinstance(value, (list, dict)) else emptied(value)
            for key, value in content.items()
        }
    return content


def large(size: int) -> Iterator[bytes]:
    """Yield a notebook with an image of so many megabytes, and megabytes of lines."""
    yield b'{"cells": [{"cell_type": "code", "metadata": {}, "source": ["x = 1\\n"], "outputs": [{"data": '
    yield b'{"image/png": "'
    yield from (b"A" * 2**20 for _ in range(size))
    yield b'"}, "text": ['
    yield from (b'"a line of text \\u001b[0m\\n", ' * 2**15 for _ in range(3))
    yield b'""]}]}, {"cell_type": "markdown", "metadata": {}, "source": "end"}], "nbformat": 4}'


class TestSkipping:
    @given(content=CONTENT, cuts=st.lists(st.integers(0, 300)), indent=st.sampled_from([None, 1]))
    def test_nothing_else_is_left_out(self, content: Any, cuts: list[int], indent: int | None) -> None:
        """Whatever is in it, and wherever the pieces of the file end."""
        data = json.dumps(content, indent=indent).encode()
        pieces = [data[start:end] for start, end in pairwise([0, *sorted(cuts), len(data) + 300])]
        assert json.loads(b"".join(without_outputs(pieces))) == emptied(content)

    def test_memory_is_bounded(self) -> None:
        """At most a piece of what is passed over is kept."""
        tracemalloc.start()
        try:
            kept = b"".join(without_outputs(large(20)))
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
        assert [cell["source"] for cell in json.loads(kept)["cells"]] == [["x = 1\n"], "end"]
        assert peak < 8 * 2**20


class TestFiles:
    @pytest.fixture
    def notebook(self, tmp_path: Path) -> Path:
        path = tmp_path / "a.ipynb"
        path.write_bytes(b"".join(large(6)))
        return path

    def test_a_large_notebook_is_read(self, notebook: Path) -> None:
        """Its digest is that of all its bytes."""
        found = read(notebook)
        assert [cell.source for cell in found.cells] == ["x = 1\n", "end"]
        assert found.digest == digest(notebook.read_bytes())
        assert len(found.notebook or b"") < 1000

    def test_a_large_notebook_that_was_cut(self, notebook: Path) -> None:
        """Is told as a small one is."""
        notebook.write_bytes(notebook.read_bytes()[: 2**23 + 99])
        with pytest.raises(UnreadableError, match="is not JSON, so it may have been cut short"):
            read(notebook)

    def test_text_has_a_limit_of_its_own(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """It is kept in memory."""
        monkeypatch.setattr(reading, "MAX_TEXT_BYTES", 2**20)
        path = tmp_path / "a.ipynb"
        path.write_bytes(b'{"cells": ["' + b"a" * (9 * 2**20) + b'"]}')
        with pytest.raises(UnreadableError, match="its text is larger than 1 MB"):
            read(path)
