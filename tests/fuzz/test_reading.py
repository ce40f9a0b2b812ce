"""Whatever is in a file, reading it ends with what is in it or with a sentence."""

from __future__ import annotations

import io
import json
import tempfile
import zipfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from grader.batch.archives import Archives, members
from grader.batch.collect import check_clashes, collect
from grader.batch.file_tree import tree_of
from grader.batch.layout import layout_of
from grader.batch.lms import identify, read_metadata
from grader.batch.report_names import report_path
from grader.batch.roster import read_roster
from grader.errors import UnreadableError, UsageError
from grader.extract import defined_names, defined_parameters, extract
from grader.extract.notebook_format import FormatChecker
from grader.extract.reading import Content
from grader.extract.submission import SubmissionFile, digest
from tests.fuzz.damage import damaged

SOURCES = (
    "import numpy as np\n%matplotlib inline\n",
    "def f(x, pad=1):\n    for None in range(None):\n        x = np.pad(x, pad)\n    return x\n",
    "%%time\nclass A(B):\n  @property\n  def f(self): return lambda y: [z for z in y if z]\n",
    "try:\n    import google.colab\n    !pip install x\nexcept E:\n    pass\nf = A().f\nif f: def g()",
    "from x import *\nwith open('f') as h: a, (b, *c) = h\nglobal f\ndel f\nf = x if (y := 1) else z",
)
NOTEBOOK = {
    "cells": [
        {
            "cell_type": "markdown",
            "metadata": {"nbgrader": {"grade": True}},
            "source": "# text",
            "attachments": {},
        },
        *(
            {
                "cell_type": "code",
                "metadata": {"tags": ["a"]},
                "execution_count": 1,
                "source": source.splitlines(keepends=True),
                "outputs": [{"output_type": "stream", "name": "stdout", "text": ["a\n"]}],
            }
            for source in SOURCES
        ),
    ],
    "metadata": {"kernelspec": {"name": "python3"}},
    "nbformat": 4,
    "nbformat_minor": 4,
}
OLD_CELL = {"cell_type": "code", "input": ["f = 1"], "outputs": [], "language": "python"}
OLD = {"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": [{"cells": [OLD_CELL]}]}
NOTEBOOKS = [json.dumps(each, indent=1).encode() for each in (NOTEBOOK, OLD)] + [
    json.dumps(NOTEBOOK).encode()
]
MARIMO = b"import marimo\n\n@app.cell\ndef _(x):\n    def f(y):\n        return x\n    return f,\n"
SCRIPTS = [*(source.encode() for source in SOURCES), MARIMO, b"# %%\nf = 1\n# In[3]:\n" + SOURCES[1].encode()]
ROSTERS = [
    b"name,id,email\nJane Doe,7,jane@e.edu\n",
    b'Student,ID,SIS Login ID\n    Points Possible,,\n"Doe, Jane",7,jdoe\n',
    "\ufeffFirst name;Last name\nJosé;Müller\n".encode(),
    "name\temail\nJane\tj@e\n".encode("utf-16"),
]
METADATA = [
    b"submission_8:\n  :submitters:\n  - :name: Bob\n    :sid: '7'\n    :email: b@e\n  :history:\n  - 1\n",
]
PARTS = st.sampled_from(
    [
        "alan",
        "bea.zip",
        "a.ipynb",
        "b.py",
        "c.pdf",
        "ps1",
        "submitted",
        "source",
        "gradebook.db",
        "ps1-submissions",
        "ps1-alan",
        "submission_metadata.yml",
        "submission_8",
        "doejane_1_2345_a.zip",
        "doejane_1_2345_a-1.ipynb",
        "Cy Poe_13_assignsubmission_file_",
        "ps1_alan_attempt_2016-01-30-20-30-10_a.ipynb",
        "alan+ps1+2016-01-30 20:30:10 UTC+x",
        "a.json",
        ".ipynb",
        "A.ipynb",
    ]
) | st.text(st.characters(exclude_characters="/"), min_size=1, max_size=8)


def archive() -> bytes:
    """Return a zip file with another one in it."""
    inner, outer = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("deep/nb.ipynb", NOTEBOOKS[2])
    with zipfile.ZipFile(outer, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("doejane_1_2345_work.zip", inner.getvalue())
        file.writestr("submission_metadata.yml", METADATA[0])
        file.writestr("é/b.py", b"f = 1")
        file.writestr("a.ipynb", b"{}")
    return outer.getvalue()


def read_all(data: bytes, name: str) -> None:
    """Read a submission as far as its code goes, without running any of it."""
    file = SubmissionFile(Path(name), content=Content(data, digest(data)))
    try:
        submission = file.submission
    except UnreadableError:
        return
    names = defined_names(submission)
    defined_parameters(submission)
    program = extract(submission, tuple(sorted({"f", "g", *list(names)[:3]})))
    assert program.definitions.keys() | program.missing.keys() >= {"f", "g"}
    FormatChecker().notes(submission)


@given(data=damaged(NOTEBOOKS))
def test_notebooks(data: bytes) -> None:
    """Cells, names and programs; what violates the format is a remark."""
    read_all(data, "a.ipynb")


@given(data=damaged(SCRIPTS))
def test_scripts(data: bytes) -> None:
    """With cell marks, magics, gaps, and those of marimo."""
    read_all(data, "a.py")


@given(data=damaged([archive()]))
def test_archives(data: bytes) -> None:
    """Listing, collecting and reading; every submission can be reported."""
    with tempfile.TemporaryDirectory() as folder, Archives() as opened:
        path = Path(folder) / "class.zip"
        path.write_bytes(data)
        for member in members(path):
            if member.names and not member.problem:
                try:
                    opened.read(path, member.names)
                except UnreadableError:
                    continue
        try:
            check_clashes(collect([path]).items)
        except UsageError as error:
            assert "contains no notebook" in str(error)  # noqa: PT017


@given(data=damaged(ROSTERS))
def test_rosters(data: bytes) -> None:
    """A class list, or a sentence."""
    with tempfile.NamedTemporaryFile(suffix=".csv") as file:
        file.write(data)
        file.flush()
        try:
            roster = read_roster(Path(file.name))
        except UsageError:
            return
    for student in roster.students:
        roster.find([student.name, student.id, student.email])
        roster.match(student, by_id=True)


@given(data=damaged(METADATA))
def test_metadata(data: bytes) -> None:
    """Names of groups, as far as they are names."""
    for who in read_metadata(data.decode(errors="replace")).values():
        assert all(student.label for student in who.students)


@given(
    paths=st.lists(st.lists(PARTS, min_size=1, max_size=6), max_size=12), roster=st.none() | st.sets(PARTS)
)
def test_layouts(paths: list[list[str]], roster: set[str] | None) -> None:
    """Nothing is two students', and every path has a report."""
    files = [(path, path[-1].endswith((".ipynb", ".py"))) for path in paths]
    knows = None if roster is None else roster.__contains__
    layout = layout_of(tree_of("class", files), lambda _: METADATA[0].decode(), knows)
    numbers = [number for entry in layout.entries for node in entry.node.all() for number in node.files]
    assert len(numbers) == len(set(numbers))
    assert all(report_path(path).suffix == ".json" for path in paths)


@given(name=st.lists(PARTS, max_size=4).map("_".join))
def test_names(name: str) -> None:
    """Of a platform or not; whoever is told by one has a name."""
    who = identify(name)
    assert who is None or who.label or who.students
