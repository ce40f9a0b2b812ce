"""Reading notebooks and scripts: every format that students submit, and every way a file is broken."""

from __future__ import annotations

import hashlib
import json
import os
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.errors import UnreadableError
from grader.extract import reading, unreadable
from grader.extract import submission as module
from grader.extract.notebook_format import FormatChecker
from grader.extract.submission import Cell, Submission, digest, read
from tests.notebooks import write_notebook

if TYPE_CHECKING:
    from pathlib import Path

V3 = {
    "nbformat": 3,
    "nbformat_minor": 0,
    "metadata": {"name": ""},
    "worksheets": [
        {
            "metadata": {},
            "cells": [
                {"cell_type": "heading", "level": 1, "metadata": {}, "source": ["Title"]},
                {
                    "cell_type": "code",
                    "collapsed": False,
                    "input": ["x = 1\n", "y = 2"],
                    "language": "python",
                    "metadata": {},
                    "outputs": [],
                    "prompt_number": 7,
                },
            ],
        }
    ],
}

WITHOUT_CELLS = (
    "is not a notebook: it is JSON, but without the cells of a notebook; submit the notebook itself"
)


def code(source: Any, **metadata: Any) -> dict[str, Any]:
    """Return a code cell of nbformat 4.2."""
    return {
        "cell_type": "code",
        "execution_count": None,
        "metadata": metadata,
        "outputs": [],
        "source": source,
    }


def markdown(source: Any) -> dict[str, Any]:
    """Return a cell of text."""
    return {"cell_type": "markdown", "metadata": {}, "source": source}


def notebook(*cells: dict[str, Any], minor: int = 2, **more: Any) -> dict[str, Any]:
    """Return a notebook of nbformat 4."""
    return {"nbformat": 4, "nbformat_minor": minor, "metadata": {}, "cells": list(cells), **more}


def written(folder: Path, content: Any, name: str = "a.ipynb") -> Path:
    """Write bytes, text or JSON to a file."""
    path = folder / name
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        text = content if isinstance(content, str) else json.dumps(content)
        path.write_text(text, encoding="utf-8", newline="")
    return path


def sources(path: Path) -> list[str]:
    """Return the sources of a file's cells."""
    return [cell.source for cell in read(path).cells]


def refusal(path: Path) -> str:
    """Return why a file can't be read, without its path."""
    with pytest.raises(UnreadableError) as caught:
        read(path)
    return str(caught.value).removeprefix(f"{path}: ")


class TestNotebook:
    """Notebooks, as Jupyter, Colab and Coursera write them."""

    def test_the_index_of_a_cell_counts_from_zero_in_the_order_of_the_notebook(self, tmp_path: Path) -> None:
        """Cells of text too."""
        cells = read(written(tmp_path, notebook(markdown("a"), code("b"), markdown("c"), code("d")))).cells
        assert [(cell.index, cell.source) for cell in cells] == [(0, "a"), (1, "b"), (2, "c"), (3, "d")]

    def test_only_code_cells_are_code(self, tmp_path: Path) -> None:
        """Text and raw cells are not code."""
        raw = {"cell_type": "raw", "metadata": {}, "source": "x"}
        cells = read(written(tmp_path, notebook(markdown("x"), raw, code("x")))).cells
        assert [cell.is_code for cell in cells] == [False, False, True]

    def test_a_cell_of_a_notebook_starts_at_its_own_line_one(self, tmp_path: Path) -> None:
        """Lines are counted within each cell."""
        cells = read(written(tmp_path, notebook(code("x\ny"), code("z")))).cells
        assert [cell.line for cell in cells] == [1, 1]

    def test_a_source_that_is_a_list_is_joined(self, tmp_path: Path) -> None:
        """The usual form on disk, a list of lines, is one text."""
        assert sources(written(tmp_path, notebook(code(["x = 1\n", "y = 2"])))) == ["x = 1\ny = 2"]

    def test_nbformat_3_is_read(self, tmp_path: Path) -> None:
        """The cells of the worksheets of nbformat 3 become cells."""
        cells = read(written(tmp_path, V3)).cells
        assert [(c.number, c.source, c.is_code) for c in cells] == [
            (0, "# Title", False),
            (1, "x = 1\ny = 2", True),
        ]

    @pytest.mark.parametrize("minor", [0, 2, 4, 5])
    def test_every_minor_version_of_nbformat_4_is_read(self, tmp_path: Path, minor: int) -> None:
        """From 4.0 to 4.5, with or without cell ids."""
        cell = code("x = 1") | ({"id": "abc"} if minor == 5 else {})
        assert FormatChecker().notes(read(written(tmp_path, notebook(cell, minor=minor)))) == ()

    def test_a_missing_cell_id_is_no_problem(self, tmp_path: Path) -> None:
        """Format 4.5 asks for ids; nbformat warns where they lack, which nobody needs to know."""
        assert sources(written(tmp_path, notebook(code("x"), minor=5))) == ["x"]

    def test_what_nbformat_writes_is_read(self, tmp_path: Path) -> None:
        """A notebook written by the library itself comes back."""
        assert sources(write_notebook(tmp_path / "a.ipynb", "x = 1", markdown="hi")) == ["hi", "x = 1"]

    def test_a_notebook_without_cells_is_read(self, tmp_path: Path) -> None:
        """It is empty, not unreadable."""
        assert read(written(tmp_path, notebook())).cells == ()

    def test_a_byte_order_mark_is_ignored(self, tmp_path: Path) -> None:
        """Windows editors put one in front."""
        data = b"\xef\xbb\xbf" + json.dumps(notebook(code("x"))).encode()
        assert sources(written(tmp_path, data)) == ["x"]

    @pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
    def test_line_ends_become_newlines(self, tmp_path: Path, end: str) -> None:
        """Lines end as Python's own reader sees them end."""
        assert sources(written(tmp_path, notebook(code(f"x{end}y{end}")))) == ["x\ny\n"]

    def test_letters_of_all_scripts_are_kept(self, tmp_path: Path) -> None:
        """The file is UTF-8, whatever the machine's locale."""
        text = json.dumps(notebook(code("# größe 卷积 🙂")), ensure_ascii=False)
        assert sources(written(tmp_path, text)) == ["# größe 卷积 🙂"]

    @pytest.mark.parametrize(
        ("metadata", "is_test"),
        [
            ({}, False),
            ({"tags": ["graded"]}, False),
            ({"nbgrader": {"grade": True, "solution": False}}, True),
            ({"nbgrader": {"grade": True, "solution": True}}, False),
            ({"nbgrader": {"grade": False, "solution": True}}, False),
            ({"nbgrader": {"grade": False, "locked": True}}, False),
            ({"nbgrader": {}}, False),
        ],
    )
    def test_nbgrader_marks_the_test_cells(
        self, tmp_path: Path, metadata: dict[str, Any], is_test: bool
    ) -> None:
        """A graded cell that holds no solution is the course's test."""
        assert read(written(tmp_path, notebook(code("x", **metadata)))).cells[0].is_test == is_test

    @pytest.mark.parametrize(
        "cell",
        [
            {"cell_type": "code", "metadata": {}, "source": "x = 1"},
            code("x = 1") | {"extra": 3},
            code("x = 1", collapsed="yes"),
        ],
        ids=["no outputs", "extra key", "metadata of the wrong type"],
    )
    def test_a_notebook_that_breaks_the_schema_is_read_all_the_same(
        self, tmp_path: Path, cell: dict[str, Any]
    ) -> None:
        """What can be read is graded."""
        assert sources(written(tmp_path, notebook(cell))) == ["x = 1"]

    @pytest.mark.parametrize(
        ("content", "reason"),
        [
            ("", "is not a notebook: it is empty; submit the notebook with your work"),
            (" \n\t", "is not a notebook: it is empty; submit the notebook with your work"),
            (
                '{"cells": [{"cell',
                f"is not a notebook: it is not JSON, so it may have been cut short; {unreadable.AGAIN}",
            ),
            (
                "<!DOCTYPE html>",
                "is not a notebook: it is a web page; download the notebook itself (the raw file)",
            ),
            (b"\x89PNG\xff\xfe", "is a picture; submit the notebook itself, as UTF-8 text"),
            (b"\x1f\x8b\x08", "is a gzip file; submit the notebook itself, as UTF-8 text"),
            (
                "[1]",
                WITHOUT_CELLS,
            ),
            (
                "{}",
                WITHOUT_CELLS,
            ),
            (
                "[" * 100_000,
                f"is not a notebook: RecursionError while reading it; {unreadable.AGAIN}",
            ),
        ],
        ids=[
            "empty",
            "blank",
            "cut short",
            "a web page",
            "an image",
            "gzip",
            "a list",
            "no cells",
            "nested deeply",
        ],
    )
    def test_a_file_that_is_no_notebook_is_refused_with_the_reason(
        self, tmp_path: Path, content: str | bytes, reason: str
    ) -> None:
        """The sentence helps a student to find what went wrong."""
        assert refusal(written(tmp_path, content)) == reason

    @pytest.mark.parametrize(
        "content",
        [
            *("[]", "{}", "null", "3", '"text"', "NaN", "1" * 5000),
            {"nbformat": 4, "nbformat_minor": 2, "metadata": {}},
            {"nbformat": 5, "nbformat_minor": 0, "metadata": {}, "cells": []},
            {"nbformat": "4", "cells": []},
            notebook(code(3)),
            notebook(code([3])),
            notebook(code(None)),
            notebook(code({"x": 1})),
            notebook({"source": "x", "metadata": {}}),
            notebook({"cell_type": "code", "metadata": {}}),
            notebook(code("x") | {"metadata": "text"}),
            notebook(code("x", nbgrader="text")),
        ],
    )
    def test_json_that_is_no_notebook_is_refused(self, tmp_path: Path, content: Any) -> None:
        """Whatever nbformat stumbles over, it is one error."""
        assert refusal(written(tmp_path, content)).startswith("is not a notebook: ")

    @given(
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(max_size=5),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(
                    st.sampled_from(["cells", "cell_type", "metadata", "source", "nbformat", "nbgrader"]),
                    inner,
                )
            ),
            max_leaves=8,
        )
    )
    def test_any_cell_is_read_or_refused(self, tmp_path_factory: pytest.TempPathFactory, cell: Any) -> None:
        """No JSON in the place of a cell makes reading fail in another way."""
        path = written(tmp_path_factory.mktemp("any"), notebook(cell, code("x")))
        try:
            submission = read(path)
            FormatChecker().notes(submission)
            actual = submission.cells[-1].source
        except UnreadableError:
            actual = "x"
        assert actual == "x"

    @given(st.data())
    def test_damaged_bytes_are_read_or_refused(
        self, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
    ) -> None:
        """No damage to a file makes reading fail in another way."""
        whole = bytearray(json.dumps(notebook(code("x = 1"), markdown("hi"))).encode())
        for place in data.draw(st.lists(st.integers(0, len(whole) - 1), min_size=1, max_size=4)):
            whole[place] = data.draw(st.integers(0, 255))
        path = written(tmp_path_factory.mktemp("damaged"), bytes(whole))
        try:
            notes = FormatChecker().notes(read(path))
        except UnreadableError:
            notes = ()
        assert len(notes) <= 1


class TestScript:
    """Scripts, as Jupytext, nbconvert and editors write them."""

    BROKEN = (
        "import os\n\n@keep\n@well\ndef f():\n    return (1\n\nclass C:\n    def g(self): pass\n\nx = C()\n"
    )

    def test_without_marks_a_mistake_costs_its_own_definition(self, tmp_path: Path) -> None:
        """Every other one is a cell of its own."""
        cells = read(written(tmp_path, self.BROKEN, "a.py")).cells
        assert [(c.line, c.source.split("\n")[0]) for c in cells] == [
            (1, "import os"),
            (3, "@keep"),
            (8, "class C:"),
        ]

    @pytest.mark.parametrize("source", ["def f(): pass\ndef g(): pass\n", "%pylab\ndef f(): pass\n"])
    def test_without_marks_and_mistakes_it_is_one_cell(self, tmp_path: Path, source: str) -> None:
        """IPython's own syntax is no mistake."""
        assert sources(written(tmp_path, source, "a.py")) == [source]

    @pytest.mark.parametrize("mark", ["# %%", "#%%", "# In[3]:", "# In[ ]:", "# %% [markdown]", "# %% title"])
    def test_a_mark_starts_a_cell(self, tmp_path: Path, mark: str) -> None:
        """Jupytext's, nbconvert's, VS Code's and Spyder's marks are known."""
        path = written(tmp_path, f"x = 1\n{mark}\ny = 2\n", "a.py")
        assert sources(path) == ["x = 1\n", f"{mark}\ny = 2\n"]

    @pytest.mark.parametrize("line", ["    # %%", "x = 1  # %%", "# %", "# in[3]:", "# In[x]:"])
    def test_what_only_resembles_a_mark_starts_no_cell(self, tmp_path: Path, line: str) -> None:
        """A mark stands at the beginning of a line."""
        assert len(sources(written(tmp_path, f"if 1:\n    pass\n{line}\ny = 2\n", "a.py"))) == 1

    def test_a_script_without_marks_is_one_cell(self, tmp_path: Path) -> None:
        """The whole file counts."""
        assert sources(written(tmp_path, "x = 1\n\n\ny = 2\n", "a.py")) == ["x = 1\n\n\ny = 2\n"]

    def test_cells_of_a_script_have_no_number(self, tmp_path: Path) -> None:
        """Reports name a script's lines, not its cells."""
        assert {c.number for c in read(written(tmp_path, "x\n# %%\ny\n", "a.py")).cells} == {None}

    def test_cells_of_a_script_know_the_line_that_they_start_at(self, tmp_path: Path) -> None:
        """Lines count from the top of the file."""
        path = written(tmp_path, "x = 1\n\n# %%\ny = 2\n# In[2]:\nz = 3\n", "a.py")
        assert [cell.line for cell in read(path).cells] == [1, 3, 5]

    def test_blank_cells_of_a_script_are_left_out(self, tmp_path: Path) -> None:
        """Nothing stands before the first mark."""
        assert sources(written(tmp_path, "\n\n# %%\nx = 1\n", "a.py")) == ["# %%\nx = 1\n"]

    @pytest.mark.parametrize("content", [b"", b"\n \n", b"\xef\xbb\xbf"])
    def test_an_empty_script_has_no_cells(self, tmp_path: Path, content: bytes) -> None:
        """It is empty, not unreadable."""
        assert read(written(tmp_path, content, "a.py")).cells == ()

    def test_a_byte_order_mark_of_a_script_is_ignored(self, tmp_path: Path) -> None:
        """Windows editors put one in front."""
        assert sources(written(tmp_path, b"\xef\xbb\xbfx = 1\n", "a.py")) == ["x = 1\n"]

    @pytest.mark.parametrize("end", [b"\r\n", b"\r", b"\n"])
    def test_marks_are_found_whatever_ends_a_line(self, tmp_path: Path, end: bytes) -> None:
        """Windows and old Mac files have cells too."""
        path = written(tmp_path, end.join([b"x = 1", b"# %%", b"y = 2"]), "a.py")
        assert sources(path) == ["x = 1\n", "# %%\ny = 2"]

    def test_a_script_in_another_encoding_is_refused(self, tmp_path: Path) -> None:
        """The message says where, and what to do."""
        path = written(tmp_path, "x = 'ä'".encode("latin-1"), "a.py")
        assert refusal(path) == "is not UTF-8 text (byte 5); save it as UTF-8"


class TestFile:
    """What a path can lead to."""

    @pytest.mark.parametrize("suffix", [".py", ".ipynb"])
    def test_a_folder_is_refused(self, tmp_path: Path, suffix: str) -> None:
        """It is called what it is not."""
        path = tmp_path / f"a{suffix}"
        path.mkdir()
        assert refusal(path) == "is not a file"

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
    def test_a_named_pipe_is_refused(self, tmp_path: Path) -> None:
        """Reading one would wait for ever."""
        path = tmp_path / "a.ipynb"
        os.mkfifo(path)
        assert refusal(path) == "is not a file"

    def test_a_missing_file_is_refused(self, tmp_path: Path) -> None:
        """The reason is the system's."""
        assert refusal(tmp_path / "a.ipynb") == "can't be read: No such file or directory"

    def test_a_broken_link_is_refused(self, tmp_path: Path) -> None:
        """A link to nothing is a missing file."""
        (tmp_path / "a.ipynb").symlink_to(tmp_path / "nowhere")
        assert refusal(tmp_path / "a.ipynb") == "can't be read: No such file or directory"

    def test_a_link_to_itself_is_refused(self, tmp_path: Path) -> None:
        """The system says so; it is no crash."""
        (tmp_path / "a.ipynb").symlink_to(tmp_path / "a.ipynb")
        assert refusal(tmp_path / "a.ipynb").startswith("can't be read: ")

    @pytest.mark.parametrize("name", ["a.txt", "a", "a.html", "a.ipynb.zip"])
    def test_another_suffix_is_refused(self, tmp_path: Path, name: str) -> None:
        """The suffix tells the format."""
        path = written(tmp_path, "x = 1", name)
        assert refusal(path) == unreadable.NOT_SUBMITTABLE

    def test_a_file_at_the_cap_is_read(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """The cap itself is allowed."""
        path = written(tmp_path, "x = 1\n", "a.py")
        monkeypatch.setattr(reading, "MAX_FILE_BYTES", 6)
        assert sources(path) == ["x = 1\n"]

    def test_a_file_over_the_cap_is_refused(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """The message says what makes notebooks large."""
        monkeypatch.setattr(reading, "MAX_FILE_BYTES", 2**20)
        path = written(tmp_path, b"#" * (2**20 + 1))
        assert refusal(path) == "is larger than 1 MB; clear the outputs of its cells"


class TestSubmission:
    """What reading gives."""

    def test_the_path_is_the_one_given(self, tmp_path: Path) -> None:
        """Reports call a file as the user did."""
        path = written(tmp_path, "x", "a.py")
        assert read(path).path == str(path)

    def test_a_name_replaces_the_path(self, tmp_path: Path) -> None:
        """A folder's submissions are named from the folder."""
        assert read(written(tmp_path, "x", "a.py"), name="class/a.py").path == "class/a.py"

    def test_the_digest_is_of_the_bytes_on_disk(self, tmp_path: Path) -> None:
        """Not of what was made of them."""
        data = b"\xef\xbb\xbfx = 1\r\n"
        expected = "sha256:" + hashlib.sha256(data).hexdigest()
        assert read(written(tmp_path, data, "a.py")).digest == expected

    def test_digests_of_unlike_bytes_differ(self) -> None:
        """Every byte counts."""
        assert digest(b"a") != digest(b"a ")

    def test_the_text_is_that_of_all_cells(self) -> None:
        """Code and text: an edition is told by both."""
        cells = (Cell(0, "text", is_code=False), Cell(1, "x = 1"))
        assert Submission("a", "", cells).text == "text\nx = 1"

    def test_cells_are_numbered_as_jupyter_does(self, tmp_path: Path) -> None:
        """Code cells that are not empty; others have the number of the last one before them."""
        path = write_notebook(tmp_path / "a.ipynb", "x = 1", "", "# only text", markdown="Text.")
        cells = read(path).cells
        assert [(cell.index, cell.number) for cell in cells] == [(0, 0), (1, 1), (2, 1), (3, 2)]


@pytest.mark.parametrize(("limit", "value"), [("MAX_CONTAINERS", 5), ("MAX_ITEMS", 2)])
def test_a_notebook_of_very_many_parts_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: int
) -> None:
    """In memory each takes many times the bytes that it takes in the file."""
    path = tmp_path / "a.ipynb"
    path.write_text('{"cells": [], "nbformat": 4, "nbformat_minor": 5, "metadata": {"x": [{}, {}, {}]}}')
    read(path)
    monkeypatch.setattr(module, limit, value)
    with pytest.raises(UnreadableError, match="clear the outputs"):
        read(path)
