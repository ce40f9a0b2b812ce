"""Executed notebooks: the student's own cells, the run's outputs, nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat import v4

from grader.errors import UsageError
from grader.extract.submission import Submission, read
from grader.full_run.executed_notebook import check_destinations, keep, render, saved_path
from grader.full_run.transcript import RanCell, Transcript


@pytest.fixture
def submission(tmp_path: Path) -> Submission:
    cells = [v4.new_code_cell("1"), v4.new_markdown_cell("text"), v4.new_code_cell("2")]
    cells[2].outputs = [v4.new_output("stream", text="old")]
    cells[2].execution_count = 7
    nbformat.write(v4.new_notebook(cells=cells, metadata={"kept": True}), tmp_path / "a.ipynb")
    return read(tmp_path / "a.ipynb")


def rendered(submission: Submission, *outputs: Any) -> Any:
    cells = {0: RanCell(0, 1, list(outputs), None)}
    return json.loads(render(submission, Transcript(("1", None, "2"), cells)))


class TestRender:
    def test_outputs_are_those_of_the_run(self, submission: Submission) -> None:
        """A cell that was not run has none any more."""
        output = {"output_type": "stream", "name": "stdout", "text": "hello"}
        notebook = rendered(submission, output)
        assert [cell.get("outputs") for cell in notebook["cells"]] == [[output], None, []]
        assert [cell.get("execution_count") for cell in notebook["cells"]] == [1, None, None]

    def test_the_rest_is_the_students(self, submission: Submission) -> None:
        """Sources, texts, and what else is in the file."""
        notebook = rendered(submission)
        assert ["".join(cell["source"]) for cell in notebook["cells"]] == ["1", "text", "2"]
        assert notebook["metadata"]["kept"] is True
        nbformat.validate(notebook)

    @pytest.mark.parametrize(
        "output",
        [
            None,
            5,
            [],
            {},
            {"output_type": "script"},
            {"output_type": "stream", "name": "stdout", "text": 5},
            {"output_type": "stream", "name": "stdout", "text": "a", "more": 1},
            {"output_type": "error", "ename": 1, "evalue": "", "traceback": []},
            {"output_type": "display_data", "data": [], "metadata": {}},
        ],
    )
    def test_outputs_of_no_known_form_are_dropped(self, submission: Submission, output: Any) -> None:
        """Somebody forged them."""
        assert rendered(submission, output)["cells"][0]["outputs"] == []

    def test_deep_outputs_are_not_indented(self, tmp_path: Path) -> None:
        """The blanks would be most of the file."""
        deep: Any = 1
        for _ in range(300):
            deep = [deep, 2]
        path = tmp_path / "a.ipynb"
        path.write_text(
            json.dumps({"cells": [], "metadata": {"x": [deep] * 30}, "nbformat": 4, "nbformat_minor": 5})
        )
        text = render(read(path), Transcript(()))
        assert len(text) < 2 * path.stat().st_size

    def test_a_script_becomes_a_notebook(self, tmp_path: Path) -> None:
        """A cell for each part."""
        path = tmp_path / "a.py"
        path.write_text("x = 1\n# %%\ny = 2\n")
        notebook = json.loads(render(read(path), Transcript(("x", "y"))))
        nbformat.validate(notebook)
        assert len(notebook["cells"]) == 2

    def test_an_older_notebook_becomes_a_current_one(self, tmp_path: Path) -> None:
        """Format 3 has worksheets."""
        path = tmp_path / "a.ipynb"
        cell = {"cell_type": "code", "input": "1", "language": "python", "outputs": [], "collapsed": False}
        old = {"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": [{"cells": [cell]}]}
        path.write_text(json.dumps(old))
        assert json.loads(render(read(path), Transcript(("1",))))["nbformat"] == 4


class TestPlaces:
    def test_a_notebook_is_the_file_itself(self) -> None:
        """Whatever the submission is called."""
        assert saved_path(Path("out/b.ipynb"), Path("a.json")) == Path("out/b.ipynb")

    @pytest.mark.parametrize(
        ("report", "expected"), [("a.json", "k/a.ipynb"), ("ann/a.py.json", "k/ann/a.py.ipynb")]
    )
    def test_a_folder_holds_them_like_reports(self, report: str, expected: str) -> None:
        """So no two are the same."""
        assert saved_path(Path("k"), Path(report)) == Path(expected)

    def test_one_file_is_not_for_many(self) -> None:
        """Each would overwrite the one before."""
        with pytest.raises(UsageError, match="several submissions, name a folder"):
            check_destinations(Path("a.ipynb"), many=True)

    def test_the_folder_of_a_file_must_be_there(self, tmp_path: Path) -> None:
        """As with --output."""
        with pytest.raises(UsageError, match="there is no folder"):
            check_destinations(tmp_path / "no" / "a.ipynb", many=False)

    def test_it_replaces_nothing_that_was_handed_in(self, tmp_path: Path) -> None:
        """However the two are written."""
        path = tmp_path / "a.ipynb"
        with pytest.raises(UsageError, match="would replace the submission"):
            check_destinations(tmp_path, many=False, handed_in={path: tmp_path / "x" / ".." / "a.ipynb"})

    def test_it_is_written(self, tmp_path: Path, submission: Submission) -> None:
        """In a folder that is made for it."""
        keep(tmp_path / "new" / "a.ipynb", submission, Transcript(("1", None, "2")))
        nbformat.read(tmp_path / "new" / "a.ipynb", as_version=4)
