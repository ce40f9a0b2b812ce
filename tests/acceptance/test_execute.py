"""`--execute all`: the whole notebook is run beside the grading, by the real command."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from typing import TYPE_CHECKING, Any

import nbformat
import psutil
import pytest

from grader import grade
from tests.commands import COMMANDS, SAMPLE, run, without_timing
from tests.full_run.processes import processes_with
from tests.notebooks import write_notebook

if TYPE_CHECKING:
    from pathlib import Path

PATIENCE_SECONDS = 300
PAD = """\
import numpy as np

def zero_pad(X, pad):
    return np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))"""


def report_of(path: Path, *options: object) -> tuple[int, dict[str, Any]]:
    """Grade one submission; return the exit status and the report without its timing."""
    done = run(path, *options)
    return done.returncode, without_timing(done.stdout)


class TestReport:
    def test_the_verdict_stays_and_remarks_come(self, tmp_path: Path) -> None:
        """And the executed notebook is kept."""
        kept = tmp_path / "kept.ipynb"
        plain, ran = report_of(SAMPLE), report_of(SAMPLE, "--execute", "all", "--keep-notebook", kept)
        added = ran[1]["diagnostics"][len(plain[1]["diagnostics"]) :]
        assert added == [
            {
                "severity": "info",
                "cell": None,
                "code_cell": None,
                "message": "The whole notebook was run: none of its 11 cells failed.",
            }
        ]
        assert (ran[0], {**ran[1], "diagnostics": plain[1]["diagnostics"]}) == plain
        notebook = nbformat.read(kept, as_version=4)
        nbformat.validate(notebook)
        assert [cell.source for cell in notebook.cells if cell.cell_type == "code"]
        assert any(cell.get("outputs") for cell in notebook.cells)

    def test_failing_cells_are_told_the_same_each_time(self, tmp_path: Path) -> None:
        """With the place and the reason, also from two at once; `check` does nothing there."""
        cells = (PAD, "object() + 1", "open('/tmp/x').read()", "from grader import check\ncheck(zero_pad)")
        folder = tmp_path / "class"
        folder.mkdir()
        for name in ("a", "b"):
            write_notebook(folder / f"{name}.ipynb", *cells, markdown="Title")
        (folder / "c.py").write_text("\n# %%\n".join(cells))
        out, kept = tmp_path / "out", tmp_path / "kept"
        done = run(folder, "--output-dir", out, "--execute", "all", "--keep-notebook", kept, "-j", 2)
        assert done.returncode == 0, done.stderr
        told = [
            json.loads((out / name).read_text())["diagnostics"] for name in ("a.json", "b.json", "c.py.json")
        ]
        assert told[0] == told[1]
        assert [(d["cell"], d["message"].split(":")[0].split(", ")[-1]) for d in told[0]] == [
            (2, "line 1 of this cell raises TypeError"),
            (3, "line 1 of this cell raises FileNotFoundError"),
        ]
        assert "line 6 raises TypeError" in json.dumps(told[2])
        assert sorted(path.name for path in kept.iterdir()) == ["a.ipynb", "b.ipynb", "c.py.ipynb"]


def test_python_keeps_it_too(tmp_path: Path) -> None:
    """The options are the same there."""
    kept = tmp_path / "kept"
    report = grade(SAMPLE, execute="all", keep_notebook=str(kept))
    assert report.score == 79
    nbformat.read(kept / "sample.ipynb", as_version=4)


class TestMarks:
    @pytest.fixture
    def rubric(self, tmp_path: Path) -> Path:
        """A rubric under which the sample passes, if it runs to its end."""
        path = tmp_path / "mine.json"
        rule = {"execution": {"points_lost": 5}}
        content = {"schema_version": "1.0", "name": "mine", "extends": "default", "pass_mark": 70}
        path.write_text(json.dumps({**content, **rule}))
        return path

    def test_a_rubric_may_want_the_run(self, tmp_path: Path, rubric: Path) -> None:
        """Then it is run without being asked for, and a notebook that fails loses points."""
        notebook = nbformat.read(SAMPLE, as_version=4)
        assert report_of(SAMPLE, "--rubric", rubric)[1]["score"] == 79
        notebook.cells.append(nbformat.v4.new_code_cell("undefined"))
        nbformat.write(notebook, tmp_path / "failing.ipynb")
        status, report = report_of(tmp_path / "failing.ipynb", "--rubric", rubric)
        assert (status, report["score"], report["passed"]) == (0, 74, True)
        assert report["adjustments"] == [{"reason": "The notebook does not run to the end", "points": -5.0}]
        assert report["diagnostics"][-1]["message"] == (
            "The notebook does not run to the end: 5 points are lost."
        )


class TestUsage:
    def test_keeping_needs_a_run(self, tmp_path: Path) -> None:
        """Nothing else has outputs."""
        done = run(SAMPLE, "--keep-notebook", tmp_path / "a.ipynb")
        assert done.returncode == 2
        assert "requires --execute all" in done.stderr

    def test_many_need_a_folder(self, tmp_path: Path) -> None:
        """Before anything is run."""
        done = run(
            SAMPLE,
            SAMPLE.parent / "starter.ipynb",
            "--execute",
            "all",
            "--keep-notebook",
            tmp_path / "a.ipynb",
        )
        assert done.returncode == 2
        assert "name a folder" in done.stderr


def test_a_grader_that_is_killed_leaves_nothing(tmp_path: Path) -> None:
    """Not its boxes, not what they started, not their files."""
    scratch = tmp_path / "tmp"
    scratch.mkdir()
    started = tmp_path / "started"
    cells = (PAD, "import os\nos.system('sleep 1000 &')", "import time\nprint('asleep')\ntime.sleep(1000)")
    path = write_notebook(tmp_path / "a.ipynb", *cells)
    environment = {**os.environ, "TMPDIR": str(scratch)}
    with started.open("w") as out:
        process = subprocess.Popen(
            [COMMANDS / "grade", path, "--execute", "all"], stdout=out, stderr=out, env=environment
        )
        wait_until(lambda: any("sleep 1000" in line for line in offspring(process.pid)))
        family = psutil.Process(process.pid).children(recursive=True)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    _, alive = psutil.wait_procs(family, timeout=PATIENCE_SECONDS)
    assert alive == []
    wait_until(lambda: not list(scratch.iterdir()))
    wait_until(lambda: not processes_with(str(scratch)))


def offspring(pid: int) -> list[str]:
    """Return the command lines of a process's descendants."""
    found = []
    for process in psutil.Process(pid).children(recursive=True):
        try:
            found.append(" ".join(process.cmdline()))
        except psutil.Error:
            continue
    return found


def wait_until(condition: Any) -> None:
    """Wait for what must come, and fail if it does not."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < deadline
